/*
 * A statement gets each column as one PostgreSQL array in the binary format. It can therefore serve any number of rows,
 * and nothing is parsed as text. ADR 10 explains why.
 */

const textType = 25;
const bigintType = 20;
const headerBytes = 20;
const lengthBytes = 4;
const bigintBytes = 8;
/** The most bytes that one UTF-16 code unit takes in UTF-8. */
const longestUnit = 3;
/** In UTF-16 units. Longer texts are measured first, because reserving three bytes for each unit would waste memory. */
const measuredLength = 1000;
/**
 * Texts are written here first, and then copied to a buffer of their size. A buffer for each column, with room for the
 * longest UTF-8, made V8 collect all garbage twice as often.
 */
const shared = Buffer.allocUnsafeSlow(1024 * 1024);

/** Encodes a column as `text[]`. If every value is null, the array is empty, and `unnest` adds the nulls. */
export function textColumn<Row>(rows: readonly Row[], pick: (row: Row) => string | null): Buffer {
  let room = headerBytes + rows.length * lengthBytes;
  let nulls = 0;
  for (const row of rows) {
    const value = pick(row);
    if (value === null) nulls++;
    else room += value.length > measuredLength ? Buffer.byteLength(value) : value.length * longestUnit;
  }
  if (nulls === rows.length) return emptyArray(textType);
  const bytes = room > shared.length ? Buffer.allocUnsafe(room) : shared;
  let at = writeHeader(bytes, { type: textType, length: rows.length, nulls });
  for (const row of rows) {
    const value = pick(row);
    const length = value === null ? -1 : bytes.write(value, at + lengthBytes, 'utf8');
    at = bytes.writeInt32BE(length, at);
    if (length > 0) at += length;
  }
  return bytes === shared ? Buffer.from(shared.subarray(0, at)) : bytes.subarray(0, at);
}

/** Values must be safe integers. */
export function bigintColumn<Row>(rows: readonly Row[], pick: (row: Row) => number | null): Buffer {
  const bytes = Buffer.allocUnsafe(headerBytes + rows.length * (lengthBytes + bigintBytes));
  let nulls = 0;
  let at = headerBytes;
  for (const row of rows) {
    const value = pick(row);
    if (value === null) {
      nulls++;
      at = bytes.writeInt32BE(-1, at);
      continue;
    }
    at = bytes.writeInt32BE(bigintBytes, at);
    // Each value is written in two halves, because creating a BigInt would cost more than everything else together.
    at = bytes.writeInt32BE(Math.floor(value / 2 ** 32), at);
    at = bytes.writeUInt32BE(value >>> 0, at);
  }
  if (nulls === rows.length) return emptyArray(bigintType);
  writeHeader(bytes, { type: bigintType, length: rows.length, nulls });
  return bytes.subarray(0, at);
}

/** Writes the number of dimensions, whether there are nulls, the element type, and the length and first index. */
function writeHeader(bytes: Buffer, of: { type: number; length: number; nulls: number }): number {
  let at = bytes.writeInt32BE(1, 0);
  at = bytes.writeInt32BE(of.nulls > 0 ? 1 : 0, at);
  at = bytes.writeInt32BE(of.type, at);
  at = bytes.writeInt32BE(of.length, at);
  return bytes.writeInt32BE(1, at);
}

function emptyArray(type: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeInt32BE(type, 8);
  return bytes;
}
