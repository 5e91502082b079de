import { expect, test } from 'vitest';
import { preferredEncoding } from './preferred-encoding.ts';

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['GZIP', 'gzip'],
  ['deflate', 'identity'],
  ['gzipped', 'identity'],
  ['*', 'br'],
  ['br;q=0, *', 'gzip'],
  ['br;q=0.5, gzip', 'gzip'],
  ['br ; q=0.5 , gzip; q=0.4', 'br'],
  ['identity, br;q=0.5', 'identity'],
  ['br;q=0, gzip;q=0', 'identity'],
  ['*;q=0', 'identity'],
  ['br;q=nonsense', 'identity'],
  ['br;level=3', 'identity'],
])('a client with accept-encoding %j gets %s', (accepted, encoding) => {
  expect(preferredEncoding(accepted, () => true)).toBe(encoding);
});

test('an encoding that the file does not have is not chosen', () => {
  expect(preferredEncoding('br, gzip', (encoding) => encoding !== 'br')).toBe('gzip');
  expect(preferredEncoding('br, gzip', (encoding) => encoding === 'identity')).toBe('identity');
});
