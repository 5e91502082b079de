import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { type DocumentKey, type LabelledDocument, makeDocument } from './make-document.ts';
import { appendObject, contentOf } from './pdf-update.ts';
import type { Random } from './random.ts';
import { type Paste, pasteText } from './retouch.ts';
import { scan } from './scan.ts';
import type { Placed } from './sheet.ts';

/** A way to make a file from a document, with or without changing its values. */
export interface Tampering {
  name: string;
  /** Resolves to undefined if this document cannot be changed in this way. */
  make: (key: DocumentKey, random: Random) => Promise<Uint8Array | undefined>;
}

const editors = [
  'Adobe Photoshop 25.9',
  'GIMP 2.10.38',
  'Sejda 5.3 (www.sejda.com)',
  'PDFescape Online',
  'Canva',
  'Foxit PhantomPDF',
  'Wondershare PDFelement',
  'Affinity Photo 2',
];

export const tamperings: Tampering[] = [
  {
    name: 'a sum changed, so that it does not add up',
    make: async (key, random) => (await altered(key, random, 'printed'))?.pdf,
  },
  {
    name: 'a value in another font',
    make: async (key, random) => (await altered(key, random, 'other font'))?.pdf,
  },
  {
    name: 'a value covered and overprinted',
    make: async (key, random) => (await altered(key, random, 'covered'))?.pdf,
  },
  {
    name: "an editor's name in a PDF",
    make: async (key, random) => withEditor((await makeDocument(key)).pdf, random),
  },
  { name: 'a value changed by an update at the end of the file', make: updated },
  { name: "an editor's name in a picture", make: pictureOfEditor },
  {
    name: 'digits typed over white in a scan',
    make: (key, random) => pasted(key, random, 'typed over white'),
  },
  {
    name: 'digits pasted into a scan from another resolution',
    make: (key, random) => pasted(key, random, 'from a picture of another resolution'),
  },
];

const worthwhile =
  /^(?:netAmount|grossAmount|salaryAmount|baseAmount|payDate|startDate|employeeName|fullName)$/;

function chosenFrom({ placed }: LabelledDocument, random: Random, pattern = worthwhile): Placed | undefined {
  const values = placed.filter(({ mark }) => pattern.test(mark));
  return values.length > 0 ? random.pick(values) : undefined;
}

/** Replaces a name, or changes a digit of an amount or a date. The new date may not exist. */
function otherValue(text: string): string {
  if (!/\d/.test(text)) return `${text.split(' ')[0]} Impostor`;
  const digit = /[1-8](?=\D*\d)/.exec(text);
  return digit
    ? text.slice(0, digit.index) + (Number(digit[0]) + 1) + text.slice(digit.index + 1)
    : `9${text}`;
}

async function altered(
  key: DocumentKey,
  random: Random,
  how: 'printed' | 'other font' | 'covered',
): Promise<LabelledDocument | undefined> {
  const original = await makeDocument(key);
  if (how === 'printed' && original.layout.type !== 'PAYSLIP') return undefined;
  const value = chosenFrom(original, random, how === 'printed' ? /^(?:netAmount|grossAmount)$/ : worthwhile);
  return value && makeDocument(key, { mark: value.mark, text: otherValue, how });
}

async function withEditor(bytes: Uint8Array, random: Random): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  if (random.chance(0.5)) pdf.setProducer(random.pick(editors));
  else pdf.setCreator(random.pick(editors));
  return pdf.save({ useObjectStreams: random.chance(0.5) });
}

/** The original file with the altered page content appended to it. */
async function updated(key: DocumentKey, random: Random): Promise<Uint8Array | undefined> {
  const original = await makeDocument(key);
  const value = chosenFrom(original, random);
  if (!value) return undefined;
  const changed = await makeDocument(key, { mark: value.mark, text: otherValue, how: 'printed' });
  return appendObject(original.pdf, contentOf(changed.pdf));
}

async function pictureOfEditor(key: DocumentKey, random: Random): Promise<Uint8Array> {
  const { pdf } = await makeDocument(key);
  const { bytes } = await scan(pdf, random);
  const editor = random.pick(editors);
  if (Buffer.from(bytes.subarray(0, 4)).toString() === '%PDF') return withEditor(bytes, random);
  const picture = sharp(bytes).withExif({ IFD0: { Software: editor } });
  return new Uint8Array(
    await (random.chance(0.7) ? picture.jpeg({ quality: 90 }) : picture.png()).toBuffer(),
  );
}

async function pasted(key: DocumentKey, random: Random, paste: Paste): Promise<Uint8Array | undefined> {
  const original = await makeDocument(key);
  const placed = chosenFrom(original, random);
  if (!placed) return undefined;
  const text = otherValue(placed.text);
  const retouch = (page: Parameters<typeof pasteText>[0], place: Parameters<typeof pasteText>[1]['place']) =>
    pasteText(page, { placed, text, paste, place }, random);
  return (await scan(original.pdf, random, retouch)).bytes;
}
