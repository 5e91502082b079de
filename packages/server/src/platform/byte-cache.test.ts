import { expect, test } from 'vitest';
import { ByteCache } from './byte-cache.ts';

test('the values that were used last are kept, up to the number of bytes', () => {
  const cache = new ByteCache(10);
  for (const key of ['a', 'b', 'c']) cache.set(key, new Uint8Array(3));
  expect(cache.get('a')).toHaveLength(3);
  cache.set('d', new Uint8Array(4));
  expect(['a', 'b', 'c', 'd'].filter((key) => cache.get(key))).toEqual(['a', 'c', 'd']);
  cache.set('d', new Uint8Array(1));
  cache.set('e', new Uint8Array(3));
  expect(['a', 'c', 'd', 'e'].filter((key) => cache.get(key))).toEqual(['a', 'c', 'd', 'e']);
  cache.set('large', new Uint8Array(11));
  expect(cache.get('large')).toBeUndefined();
  expect(cache.get('a')).toBeUndefined();
});
