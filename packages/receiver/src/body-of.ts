import type { Body } from './signature.ts';

/**
 * The bytes or the text of a body. Undefined for any other value, such as a body that was parsed. A Buffer that was
 * converted to JSON, `{ type: 'Buffer', data: [...] }`, is accepted, because it contains the bytes.
 */
export function bodyOf(value: unknown): Body | undefined {
  if (typeof value === 'string' || value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return isPrintedBuffer(value) ? Uint8Array.from(value.data) : undefined;
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
