import { newId } from '@winkwire/contract/ids';

/**
 * The number of random bytes that `contract/ids.ts` draws at once, for many ids. No other code draws 1024 bytes at
 * once, so a draw of this size is always for ids.
 */
const poolBytes = 1024;

/**
 * Makes every id greater than the one before it. Rows of the same millisecond are listed in the order of their
 * ids. With growing ids, this order is the same on the two servers that are compared. Random bytes for other
 * purposes stay random.
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
  // `newId` may still have random bytes that it drew before. They are used up here, so that every later id is made from
  // `count`.
  for (let id = 0; id < poolBytes / 16; id++) newId('request');
  return {
    [Symbol.dispose]() {
      Reflect.deleteProperty(crypto, 'getRandomValues');
    },
  };
}
