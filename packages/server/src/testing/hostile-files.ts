import { readFileSync } from 'node:fs';
import { crc32, deflateRawSync, deflateSync, constants as zlib } from 'node:zlib';
import type { RawFileFormat } from '@winkwire/contract/archive-states';

/* Files with which somebody could make the reader spend much time or memory. */

export interface HostileFile {
  name: string;
  format: RawFileFormat;
  bytes: Uint8Array;
}

/** Files whose reading takes many seconds, or all the time that the reader has for an archive. */
export const slowFiles: ReadonlySet<string> = new Set([
  'pdf-content-ascii85',
  'pdf-forms-in-forms',
  'pdf-million-words',
  'pdf-labels',
  'pdf-labels-in-pixels',
  'pdf-tiny-labels-in-pixels',
  'pdf-300-noisy-pages',
  'pdf-font-map',
  'png-blank-49-megapixels',
  'png-noise',
]);

export const hostileFiles = (): HostileFile[] => [
  ...Object.entries(hostilePdfs).map(([name, make]) => ({ name, format: 'PDF' as const, bytes: make() })),
  ...Object.entries(hostilePngs).map(([name, make]) => ({ name, format: 'PNG' as const, bytes: make() })),
  ...Object.entries(hostileJpegs).map(([name, make]) => ({ name, format: 'JPG' as const, bytes: make() })),
  ...Object.entries(hostileTiffs).map(([name, make]) => ({ name, format: 'TIFF' as const, bytes: make() })),
  ...Object.entries(hostileHeics).map(([name, make]) => ({ name, format: 'JPG' as const, bytes: make() })),
];

const megabyte = 1024 * 1024;

/**
 * Compresses zeros, which are white space in a PDF and black in a picture. The zeros are never in memory all at once.
 */
export function packedZeros(megabytes: number): Buffer {
  const piece = deflateRawSync(Buffer.alloc(megabyte), { level: 9, finishFlush: zlib.Z_FULL_FLUSH });
  const adler = Buffer.alloc(4);
  adler.writeUInt32BE(((((megabytes * megabyte) % 65_521) << 16) | 1) >>> 0);
  const end = Buffer.from([0x03, 0x00]);
  return Buffer.concat([Buffer.from([0x78, 0xda]), ...Array(megabytes).fill(piece), end, adler]);
}

type Body = string | Buffer;

/** The objects are numbered from 1. The first one is the catalogue. */
function pdf(objects: readonly Body[][], trailer = ''): Buffer {
  const parts = [Buffer.from('%PDF-1.5\n')];
  const offsets: number[] = [];
  let length = 9;
  const add = (part: Body) => {
    const bytes = Buffer.from(part as Buffer);
    parts.push(bytes);
    length += bytes.length;
  };
  for (const [index, body] of objects.entries()) {
    offsets.push(length);
    for (const part of [`${index + 1} 0 obj\n`, ...body, '\nendobj\n']) add(part);
  }
  const start = length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  add(`xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\n`);
  add(`startxref\n${start}\n%%EOF`);
  return Buffer.concat(parts);
}

const stream = (dictionary: string, bytes: Buffer): Body[] => [
  `<<${dictionary}/Length ${bytes.length}>>\nstream\n`,
  bytes,
  '\nendstream',
];
const catalogue: Body[] = ['<</Type/Catalog/Pages 2 0 R>>'];
const pages = (kids: string, count: number): Body[] => [`<</Type/Pages/Kids[${kids}]/Count ${count}>>`];
const page = (more: string): Body[] => [
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R${more}>>`,
];
const font = '/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>';

/** The objects in `more` are numbered from 5. */
const onePage = (content: Body[], { resources = font, more = [] as Body[][] } = {}): Buffer =>
  pdf([catalogue, pages('3 0 R', 1), page(resources), content, ...more]);

const flate = (text: string): Body[] => stream('/Filter/FlateDecode', deflateSync(text));

const withImage = (dictionary: string, bytes: Buffer): Buffer =>
  onePage(flate('q 595 0 0 842 0 0 cm /I Do Q'), {
    resources: '/Resources<</XObject<</I 5 0 R>>>>',
    more: [stream(`/Type/XObject/Subtype/Image${dictionary}`, bytes)],
  });

/** Each form XObject draws the next one ten times, so 10^8 pieces of text are drawn. */
function formsInForms(): Buffer {
  const depth = 8;
  const forms = Array.from({ length: depth }, (_, level) =>
    stream(
      `/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X ${level + 6} 0 R>>/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>`,
      Buffer.from(level === depth - 1 ? 'BT /F 9 Tf 9 9 Td (a) Tj ET' : '/X Do '.repeat(10)),
    ),
  );
  return onePage(flate('/X Do '.repeat(10)), {
    resources: '/Resources<</XObject<</X 5 0 R>>>>',
    more: forms,
  });
}

/** The page is in an object stream, which the reader must decompress before it knows anything about the page. */
function objectStream(megabytes: number): Buffer {
  const head = '3 0 ';
  const body = `${head}<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>`;
  const unpacked = deflateRawSync(body, { finishFlush: zlib.Z_FULL_FLUSH });
  const zeros = packedZeros(megabytes);
  const packed = Buffer.concat([zeros.subarray(0, 2), unpacked, zeros.subarray(2)]);
  const objects = [
    catalogue,
    pages('3 0 R', 1),
    ['null'],
    stream(`/Type/ObjStm/N 1/First ${head.length}/Filter/FlateDecode`, packed),
  ];
  const whole = pdf(objects).toString('latin1');
  const at = (number: number) => whole.indexOf(`${number} 0 obj`);
  const rows = [
    [0, 0, 255],
    [1, at(1), 0],
    [1, at(2), 0],
    [2, 4, 0],
    [1, at(4), 0],
  ];
  const table = Buffer.concat(
    rows.map(([type, offset, index]) => {
      const row = Buffer.alloc(6);
      row.writeUInt8(type as number, 0);
      row.writeUInt32BE(offset as number, 1);
      row.writeUInt8(index as number, 5);
      return row;
    }),
  );
  const start = whole.indexOf('xref\n');
  return Buffer.concat([
    Buffer.from(whole.slice(0, start), 'latin1'),
    ...[`9 0 obj\n`, ...stream('/Type/XRef/W[1 4 1]/Index[0 5]/Size 5/Root 1 0 R', table), '\nendobj\n'].map(
      (part) => Buffer.from(part as Buffer),
    ),
    Buffer.from(`startxref\n${start}\n%%EOF`),
  ]);
}

function xrefStream(megabytes: number): Buffer {
  const start = 9;
  return Buffer.concat(
    [
      '%PDF-1.5\n1 0 obj\n',
      ...stream(
        `/Type/XRef/W[1 4 1]/Size ${megabytes * 170_000}/Root 2 0 R/Filter/FlateDecode`,
        packedZeros(megabytes),
      ),
      `\nendobj\nstartxref\n${start}\n%%EOF`,
    ].map((part) => Buffer.from(part as Buffer)),
  );
}

/** A picture that covers a whole page, so that the reader draws the page and reads its pixels. */
const paper = (bytes: Buffer, dictionary: string): Body[] =>
  stream(`/Type/XObject/Subtype/Image/BitsPerComponent 8/ColorSpace/DeviceGray${dictionary}`, bytes);
const onPaper =
  '/Resources<</XObject<</I 5 0 R>>/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>';
const drawPaper = 'q 595 0 0 842 0 0 cm /I Do Q ';

function labels(size: number): string {
  const names = ['Net pay', 'Gross pay', 'Pay date', 'Tax number', 'Employer', 'Period'];
  const row = names
    .map((name, index) => `${name} ${index}.${size}1`)
    .join(' ')
    .repeat(Math.ceil(12 / size));
  const rows = Math.floor(800 / (size * 1.2));
  return `BT /F ${size} Tf ${size * 1.2} TL 20 820 Td ${`(${row}) Tj T* `.repeat(rows)}ET`;
}

/** At most `maximumPagesRead` of these pages are read. */
function noisyPages(count: number): Buffer {
  const content = flate(drawPaper);
  return pdf([
    catalogue,
    pages('3 0 R '.repeat(count), count),
    page(onPaper),
    content,
    paper(noise(1_000 * 1_400), '/Width 1000/Height 1400'),
  ]);
}

/** Returns the same bytes at each call. By default, they are black and white specks. */
function noise(length: number, byteOf = (state: number): number => (state >>> 31 ? 255 : 0)): Buffer {
  const bytes = Buffer.alloc(length);
  let state = 1;
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = byteOf(state);
  }
  return bytes;
}

/** Three layers: thousands of texts, 500 areas over them, and thousands of texts over the areas. */
function paintedOver(): Buffer {
  const texts = (y: number) =>
    Array.from({ length: 2_200 }, (_, index) => `BT /F 10 Tf 50 ${y} Td (${1_000 + index}.00) Tj ET `).join(
      '',
    );
  return onePage(flate(texts(100) + '45 95 60 35 re f '.repeat(500) + texts(112)));
}

const labelsOnPaper = (size: number): Buffer =>
  onePage(flate(drawPaper + labels(size)), {
    resources: onPaper,
    more: [paper(Buffer.from([255]), '/Width 1/Height 1')],
  });

const hostilePdfs: Record<string, () => Buffer> = {
  'pdf-content-600-mb': () => onePage(stream('/Filter/FlateDecode', packedZeros(600))),
  'pdf-content-2400-mb': () => onePage(stream('/Filter/FlateDecode', packedZeros(2400))),
  'pdf-content-packed-twice': () =>
    onePage(stream('/Filter[/FlateDecode/FlateDecode]', deflateSync(packedZeros(2400)))),
  'pdf-content-ascii85': () =>
    onePage(stream('/Filter[/FlateDecode/ASCII85Decode]', deflateSync(Buffer.alloc(150 * megabyte, 'z')))),
  'pdf-content-run-length': () =>
    onePage(stream('/Filter[/FlateDecode/RunLengthDecode]', deflateSync(Buffer.alloc(12 * megabyte, 0x81)))),
  'pdf-object-stream': () => objectStream(600),
  'pdf-xref-stream': () => xrefStream(600),
  'pdf-forms-in-forms': formsInForms,
  'pdf-million-words': () => onePage(flate(`BT /F 9 Tf 9 9 Td ${'(word) Tj 9 9 Td '.repeat(4_000_000)} ET`)),
  'pdf-labels': () => onePage(flate(labels(2))),
  'pdf-labels-in-pixels': () => labelsOnPaper(5),
  'pdf-tiny-labels-in-pixels': () => labelsOnPaper(3),
  'pdf-300-noisy-pages': () => noisyPages(300),
  'pdf-painted-over': paintedOver,
  'pdf-deep-arrays': () => onePage(flate('['.repeat(20_000_000))),
  'pdf-deep-object': () =>
    pdf([[`<</Type/Catalog/Pages 2 0 R/X ${'['.repeat(1_000_000)}`], pages('3 0 R', 1)]),
  'pdf-pages-loop': () => pdf([catalogue, pages('2 0 R', 1)]),
  'pdf-billion-pages': () => pdf([catalogue, pages('3 0 R', 1_000_000_000), page(font), flate('')]),
  'pdf-many-pages': () => pdf([catalogue, pages('3 0 R '.repeat(100_000), 100_000), page(font), flate('')]),
  'pdf-xref-loop': () => {
    const once = pdf([catalogue, pages('3 0 R', 1), page(font), flate('')], '/Prev 0000000000');
    const text = once.toString('latin1');
    const start = text.lastIndexOf('xref\n0 ');
    return Buffer.from(
      text.replace('/Prev 0000000000', `/Prev ${String(start).padStart(10, '0')}`),
      'latin1',
    );
  },
  'pdf-wide-image': () =>
    withImage(
      '/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode',
      packedZeros(600),
    ),
  'pdf-many-images': () =>
    onePage(flate('/I Do '.repeat(2000)), {
      resources: '/Resources<</XObject<</I 5 0 R>>>>',
      more: [
        stream(
          '/Type/XObject/Subtype/Image/Width 7000/Height 7000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode',
          packedZeros(145),
        ),
      ],
    }),
  'pdf-fax-image': () =>
    withImage(
      '/Width 7000/Height 7000/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 2000000000/Rows 7000>>',
      Buffer.alloc(200),
    ),
  'pdf-font-map': () =>
    onePage(flate('BT /F 9 Tf (a) Tj ET'), {
      resources:
        '/Resources<</Font<</F<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(A)/Ordering(B)/Supplement 0>>/W[0 2000000000 500]>>]/ToUnicode 5 0 R>>>>>>',
      more: [
        flate(
          'begincmap 1 begincodespacerange <00000000> <ffffffff> endcodespacerange 1 beginbfrange <00000000> <7fffffff> <0041> endbfrange endcmap',
        ),
      ],
    }),
};

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function png(
  {
    width,
    height,
    bits = 8,
    colours = 0,
  }: { width: number; height: number; bits?: number; colours?: number },
  chunks: Buffer[],
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, colours], 8);
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([mark, pngChunk('IHDR', header), ...chunks, pngChunk('IEND', Buffer.alloc(0))]);
}

/** The first byte of each row is the type of its filter. */
const noisyRows = ({ bytesOfRow, rows }: { bytesOfRow: number; rows: number }): Buffer =>
  noise((bytesOfRow + 1) * rows, (state) => state >>> 24).map((byte, index) =>
    index % (bytesOfRow + 1) === 0 ? 0 : byte,
  ) as Buffer;

const hostilePngs: Record<string, () => Buffer> = {
  'png-wide': () => png({ width: 60_000, height: 60_000 }, [pngChunk('IDAT', packedZeros(1))]),
  'png-deep': () =>
    png({ width: 7000, height: 7000, bits: 16, colours: 6 }, [pngChunk('IDAT', packedZeros(375))]),
  'png-more-data-than-pixels': () =>
    png({ width: 1000, height: 1000 }, [pngChunk('IDAT', packedZeros(2400))]),
  'png-blank-49-megapixels': () =>
    png({ width: 7000, height: 7000, colours: 2 }, [pngChunk('IDAT', packedZeros(141))]),
  'png-noise': () =>
    png({ width: 4000, height: 5600, bits: 1 }, [
      pngChunk('IDAT', deflateSync(noisyRows({ bytesOfRow: 500, rows: 5600 }), { level: 1 })),
    ]),
  'png-packed-text': () =>
    png({ width: 1000, height: 1000 }, [
      pngChunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), packedZeros(1200)])),
      pngChunk('iCCP', Buffer.concat([Buffer.from('a\0\0'), packedZeros(1200)])),
      pngChunk('IDAT', packedZeros(1)),
    ]),
};

/** A JPEG with a frame and empty scans, but without any pixels. */
function jpeg({
  width,
  height,
  progressive = false,
  scans = 1,
}: {
  width: number;
  height: number;
  progressive?: boolean;
  scans?: number;
}): Buffer {
  const table = (marker: number, body: number[]) => [
    0xff,
    marker,
    (body.length + 2) >> 8,
    (body.length + 2) & 255,
    ...body,
  ];
  const components = [1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0];
  const frame = [8, height >> 8, height & 255, width >> 8, width & 255, 3, ...components];
  const scan = table(0xda, progressive ? [3, 1, 0, 2, 0, 3, 0, 0, 0, 0] : [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]);
  return Buffer.from([
    ...[0xff, 0xd8],
    ...table(0xdb, [0, ...Array(64).fill(1)]),
    ...table(progressive ? 0xc2 : 0xc0, frame),
    ...table(0xc4, [0, 1, ...Array(15).fill(0), 0]),
    ...table(0xc4, [0x10, 1, ...Array(15).fill(0), 0]),
    ...Array(scans).fill(scan).flat(),
    ...[0, 0, 0xff, 0xd9],
  ]);
}

const hostileJpegs: Record<string, () => Buffer> = {
  'jpeg-wide': () => jpeg({ width: 65_000, height: 65_000 }),
  'jpeg-without-data': () => jpeg({ width: 7000, height: 7000 }),
  'jpeg-thousand-scans': () => jpeg({ width: 6000, height: 6000, progressive: true, scans: 10_000 }),
  'jpeg-twenty-scans': () => jpeg({ width: 6500, height: 6500, progressive: true, scans: 20 }),
};

type TiffEntry = [tag: number, type: number, count: number, value: number];

/** A TIFF with a chain of directories, and `data` after them. `next` returns the offset of the next directory. */
function tiff(
  directories: TiffEntry[][],
  { data = Buffer.alloc(200) as Buffer, next = (index: number, ends: number[]) => ends[index] ?? 0 } = {},
): Buffer {
  const starts: number[] = [];
  let at = 8;
  for (const entries of directories) {
    starts.push(at);
    at += 2 + 12 * entries.length + 4;
  }
  const parts: Buffer[] = [Buffer.from('II*\0\b\0\0\0', 'latin1')];
  for (const [index, entries] of directories.entries()) {
    const part = Buffer.alloc(2 + 12 * entries.length + 4);
    part.writeUInt16LE(entries.length, 0);
    for (const [row, [tag, type, count, value]] of entries.entries()) {
      part.writeUInt16LE(tag, 2 + 12 * row);
      part.writeUInt16LE(type, 4 + 12 * row);
      part.writeUInt32LE(count, 6 + 12 * row);
      part.writeUInt32LE(value, 10 + 12 * row);
    }
    part.writeUInt32LE(next(index, starts.slice(1)), part.length - 4);
    parts.push(part);
  }
  return Buffer.concat([...parts, data]);
}

const picture = ({
  side = 100,
  samples = 1,
  bits = 8,
  packing = 1,
  strip = 8,
  length = 100,
} = {}): TiffEntry[] => [
  [256, 4, 1, side],
  [257, 4, 1, side],
  [258, 3, 1, bits],
  [259, 3, 1, packing],
  [262, 3, 1, 1],
  [273, 4, 1, strip],
  [277, 3, 1, samples],
  [278, 4, 1, side],
  [279, 4, 1, length],
];

const lengthOf = (entries: TiffEntry[]) => 8 + 2 + 12 * entries.length + 4;

/** Almost as many strips as the reader accepts, all with the same bytes. */
function stripsOverStrips(): Buffer {
  const count = 90_000;
  const entries = picture({ side: 7000, packing: 5 });
  const data = Buffer.alloc(8 * count + 2 * megabyte);
  const start = lengthOf(entries);
  for (let index = 0; index < count; index++) {
    data.writeUInt32LE(start + 8 * count, 4 * index);
    data.writeUInt32LE(2 * megabyte, 4 * (count + index));
  }
  const lists: TiffEntry[] = entries.map((entry) =>
    entry[0] === 273 ? [273, 4, count, start] : entry[0] === 279 ? [279, 4, count, start + 4 * count] : entry,
  );
  return tiff([lists], { data });
}

const hostileTiffs: Record<string, () => Buffer> = {
  'tiff-directory-loop': () => tiff([picture()], { next: () => 8 }),
  'tiff-two-directories-loop': () =>
    tiff([picture(), picture()], { next: (index, starts) => (index === 0 ? (starts[0] ?? 8) : 8) }),
  'tiff-deep-samples': () => tiff([picture({ side: 7000, samples: 16, bits: 16 })]),
  'tiff-wide-bits': () => tiff([picture({ side: 7000, bits: 60_000 })]),
  'tiff-thousand-directories': () => tiff(Array(5_000).fill(picture())),
  'tiff-ten-large-pages': () => tiff(Array(10).fill(picture({ side: 7000, samples: 3 }))),
  'tiff-packed-strip': () => {
    const data = packedZeros(2400);
    const entries = picture({ side: 1000, packing: 8, length: data.length });
    return tiff([entries.map((entry) => (entry[0] === 273 ? [273, 4, 1, lengthOf(entries)] : entry))], {
      data,
    });
  },
  'tiff-lzw-strip': () => {
    const entries = picture({ side: 7000, packing: 5, length: 2 * megabyte });
    return tiff([entries.map((entry) => (entry[0] === 273 ? [273, 4, 1, lengthOf(entries)] : entry))], {
      data: Buffer.alloc(2 * megabyte, 0xff),
    });
  },
  'tiff-strips-over-strips': stripsOverStrips,
  'tiff-large-tile': () =>
    tiff([[...picture(), [322, 4, 1, 60_000], [323, 4, 1, 60_000], [324, 4, 1, 8], [325, 4, 1, 100]]]),
  'tiff-billion-values': () =>
    tiff([picture().map((entry) => (entry[0] === 273 ? [273, 4, 4_000_000_000, 8] : entry))]),
};

function box(type: string, ...content: Buffer[]): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(8), ...content]);
  bytes.writeUInt32BE(bytes.length, 0);
  bytes.write(type, 4, 'latin1');
  return bytes;
}

const brand = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1'));
const fullBox = Buffer.alloc(4);

/** A HEIC without a picture. */
const heic = (properties: Buffer[]): Buffer =>
  Buffer.concat([brand, box('meta', fullBox, box('iprp', box('ipco', ...properties)))]);

function sizeBox(side: number): Buffer {
  const content = Buffer.alloc(12);
  content.writeUInt32BE(side, 4);
  content.writeUInt32BE(side, 8);
  return box('ispe', content);
}

function changedHeic(change: (bytes: Buffer) => void): Buffer {
  const bytes = readFileSync(new URL('./documents/payslip-christina.heic', import.meta.url));
  change(bytes);
  return bytes;
}

const hostileHeics: Record<string, () => Buffer> = {
  'heic-wide': () => heic([sizeBox(65_000)]),
  'heic-without-picture': () => heic([sizeBox(100)]),
  'heic-hundred-thousand-boxes': () => heic(Array(100_000).fill(box('free'))),
  'heic-boxes-in-boxes': () => {
    let inner = box('free');
    for (let depth = 0; depth < 5_000; depth++) inner = box('iprp', inner);
    return Buffer.concat([brand, box('meta', fullBox, inner)]);
  },
  'heic-smaller-than-its-picture': () =>
    changedHeic((bytes) => {
      for (let at = bytes.indexOf('ispe'); at >= 0; at = bytes.indexOf('ispe', at + 1)) {
        bytes.writeUInt32BE(1, at + 8);
        bytes.writeUInt32BE(1, at + 12);
      }
    }),
  'heic-endless-grid': () =>
    changedHeic((bytes) => {
      // The grid begins with its version, the flags, the rows minus one, and the columns minus one.
      const grid = bytes.indexOf('idat') + 4;
      bytes.writeUInt16BE(0xffff, grid + 2);
    }),
  'heic-noise': () =>
    changedHeic((bytes) => {
      for (let at = bytes.indexOf('mdat') + 8; at < bytes.length; at++)
        bytes[at] = (at * 2_654_435_761) >>> 13;
    }),
};
