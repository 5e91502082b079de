import type { Body } from './signature.ts';

/**
 * The bytes or the text of a body, or undefined if the body was parsed. A Buffer that became JSON, `{ type: 'Buffer',
 * data: [...] }`, is accepted, because it contains the bytes.
 */
export function bodyOf(value: unknown): Body | undefined {
  if (typeof value === 'string') return value;
  if (ArrayBuffer.isView(value)) return unshared(value.buffer, value.byteOffset, value.byteLength);
  if (isArrayBuffer(value)) return unshared(value);
  return isPrintedBuffer(value) ? Uint8Array.from(value.data) : undefined;
}

/**
 * The name of an object's class. `instanceof` is false for an object of another realm, such as the sandboxes of Jest
 * and of edge platforms.
 */
const classOf = (value: unknown): string =>
  Object.prototype.toString.call(value).slice('[object '.length, -1);

const isArrayBuffer = (value: unknown): value is ArrayBufferLike =>
  ['ArrayBuffer', 'SharedArrayBuffer'].includes(classOf(value));

/** Another thread could change shared memory after its signature has been verified, so it is copied. */
function unshared(buffer: ArrayBufferLike, offset?: number, length?: number): Uint8Array {
  const bytes = new Uint8Array(buffer, offset, length);
  return classOf(buffer) === 'SharedArrayBuffer' ? bytes.slice() : bytes;
}

const isByte = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < 256;

const isPrintedBuffer = (value: unknown): value is { data: number[] } =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  value.type === 'Buffer' &&
  'data' in value &&
  Array.isArray(value.data) &&
  value.data.every(isByte);
