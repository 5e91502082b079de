import { newId } from '@winkwire/contract/ids';

/**
 * The number of random bytes that `contract/ids.ts` requests at once. No other code requests 1024 bytes, which
 * identifies these calls.
 */
const poolBytes = 1024;

/**
 * Makes every id greater than the id before it, so that rows of the same millisecond have the same order on both
 * servers.
 */
export function growingIds(): Disposable {
  const real = crypto.getRandomValues.bind(crypto);
  let count = 0;
  const getRandomValues = (<Bytes extends ArrayBufferView>(bytes: Bytes): Bytes => {
    if (bytes.byteLength !== poolBytes) return real(bytes as never);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < poolBytes; at += 16) {
      view.setBigUint64(at, BigInt(++count));
      view.setBigUint64(at + 8, 0xabcn);
    }
    return bytes;
  }) as typeof crypto.getRandomValues;
  Object.defineProperty(crypto, 'getRandomValues', { value: getRandomValues, configurable: true });
  // Uses up the random bytes that `newId` drew earlier, so that every later id is made from `count`.
  for (let id = 0; id < poolBytes / 16; id++) newId('request');
  return {
    [Symbol.dispose]() {
      Reflect.deleteProperty(crypto, 'getRandomValues');
    },
  };
}
