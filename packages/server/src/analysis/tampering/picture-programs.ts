const mostBytes = 256 * 1024;

/**
 * The programs named in TIFF, EXIF, PNG or XMP data. The names usually stand before the pixels, so only the beginning
 * is searched.
 */
export function picturePrograms(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes.subarray(0, mostBytes)).toString('latin1');
  const tools = [...text.matchAll(/(?:CreatorTool|softwareAgent)(?:="|>)([^"<]{1,100})/g)].map(
    ([, name = '']) => name,
  );
  const [, png] = /tEXtSoftware\0([\x20-\x7e]{1,100})/.exec(text) ?? [];
  return [...tools.slice(0, 20), ...(png ? [png] : []), ...softwareOf(bytes)];
}

const softwareTag = 0x0131;

/** The tag `Software` of a TIFF or of EXIF data. */
function softwareOf(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, mostBytes));
  const start = startOfTiff(buffer);
  if (start === undefined || start + 8 > buffer.length) return [];
  const isLittle = buffer[start] === 0x49;
  const short = (at: number) => (isLittle ? buffer.readUInt16LE(at) : buffer.readUInt16BE(at));
  const long = (at: number) => (isLittle ? buffer.readUInt32LE(at) : buffer.readUInt32BE(at));
  const directory = start + long(start + 4);
  if (directory + 2 > buffer.length) return [];
  for (let entry = 0; entry < Math.min(short(directory), 200); entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > buffer.length) return [];
    if (short(at) !== softwareTag) continue;
    const length = long(at + 4);
    const from = length <= 4 ? at + 8 : start + long(at + 8);
    return [buffer.toString('latin1', from, from + Math.min(length, 100)).replace(/\0.*$/s, '')];
  }
  return [];
}

/**
 * The position of the TIFF header, to which all offsets are relative. In a JPEG or a PNG, it is inside the EXIF data.
 */
function startOfTiff(buffer: Buffer): number | undefined {
  if (/^(?:II\*\0|MM\0\*)/.test(buffer.toString('latin1', 0, 4))) return 0;
  const exif = buffer.indexOf('Exif\0\0', 0, 'latin1');
  if (exif >= 0) return exif + 6;
  const chunk = buffer.indexOf('eXIf', 0, 'latin1');
  return chunk >= 0 ? chunk + 4 : undefined;
}
