import { expect, test } from 'vitest';
import { httpAddress } from './http-address.ts';

test.each([
  ['localhost:3000/hook', 'http://localhost:3000/hook'],
  ['LOCALHOST', 'http://LOCALHOST'],
  ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['[::1]:3000/hook', 'http://[::1]:3000/hook'],
  ['http://192.168.1.5:3000', 'http://192.168.1.5:3000'],
  ['https://example.com/hook', 'https://example.com/hook'],
])('%s is forwarded to %s', (text, address) => {
  expect(httpAddress(text)).toBe(address);
});

test.each(['example.com/hook', '127.0.0.1.example.com', '192.168.1.5:3000', '3000', 'ftp://localhost/hook'])(
  '%s is refused, because it has no scheme and may be another machine',
  (text) => {
    expect(() => httpAddress(text)).toThrow(/must start with http/);
  },
);

test('a text that is not a URL is refused', () => {
  expect(() => httpAddress('localhost:port')).toThrow(/not a valid URL/);
});
