/**
 * Random bytes in hexadecimal. The contract has a function of the same name, but that one is optimised for many ids,
 * and its code is five times as long.
 */
export function randomHex(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
