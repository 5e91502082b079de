/**
 * Random bytes in hexadecimal. The contract's function is optimised for many ids, and its code is five times as
 * long as this function.
 */
export function randomHex(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
