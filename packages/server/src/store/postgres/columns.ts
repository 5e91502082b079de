/*
 * Columns of many rows as PostgreSQL arrays in the binary wire format, for `unnest`. The server copies them instead
 * of parsing text, one statement serves any number of rows, and values that all rows share are passed once. Measured
 * with PostgreSQL 18 against multi-row `values` in chunks: see ADR 10.
 */

const textType = 25;
const bigintType = 20;
const headerBytes = 20;
const lengthBytes = 4;
const bigintBytes = 8;
/** The most bytes that one UTF-16 code unit takes in UTF-8. */
const longestUnit = 3;
/**
 * Texts longer than this are measured, so that a megabyte does not reserve three. For shorter texts, measuring costs
 * more than it saves.
 */
const measuredLength = 1000;

/**
 * `text[]`. When every value is null, the array is empty: `unnest` pads it with nulls to the length of the longest
 * array.
 */
export function textColumn<Row>(rows: readonly Row[], pick: (row: Row) => string | null): Buffer {
  let room = headerBytes + rows.length * lengthBytes;
  let nulls = 0;
  for (const row of rows) {
    const value = pick(row);
    if (value === null) nulls++;
    else room += value.length > measuredLength ? Buffer.byteLength(value) : value.length * longestUnit;
  }
  if (nulls === rows.length) return emptyArray(textType);
  const bytes = Buffer.allocUnsafe(room);
  let at = writeHeader(bytes, { type: textType, length: rows.length, nulls });
  for (const row of rows) {
    const value = pick(row);
    const length = value === null ? -1 : bytes.write(value, at + lengthBytes, 'utf8');
    at = bytes.writeInt32BE(length, at);
    if (length > 0) at += length;
  }
  return bytes.subarray(0, at);
}

/** `bigint[]`. `insert` casts it to smaller integer types. Safe integers only. */
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
    // In two halves: a BigInt for each value would cost more than everything else together.
    at = bytes.writeInt32BE(Math.floor(value / 2 ** 32), at);
    at = bytes.writeUInt32BE(value >>> 0, at);
  }
  if (nulls === rows.length) return emptyArray(bigintType);
  writeHeader(bytes, { type: bigintType, length: rows.length, nulls });
  return bytes.subarray(0, at);
}

/**
 * The number of dimensions, whether there are nulls, the element type, then the length and the first index of the one
 * dimension.
 */
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
