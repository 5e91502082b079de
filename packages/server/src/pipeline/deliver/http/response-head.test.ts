import { expect, test } from 'vitest';
import { readHead } from './response-head.ts';

const server = (value: string): unknown =>
  JSON.parse(readHead(`HTTP/1.1 200 OK\r\nServer:${value}\r\nContent-Length: 0`).kept).server;

test.each([
  ['nothing', '', ''],
  ['blanks alone', ' \t \t', ''],
  ['no blank', 'a', 'a'],
  ['blanks around it', '\t  a b\tc \t', 'a b\tc'],
  ['a colon', ' a: b', 'a: b'],
  ['a no-break space at its ends, which HTTP does not treat as a blank', ' \xa0a\xa0 ', '\xa0a\xa0'],
])('a header with %s has the value that was meant', (_, text, value) => {
  expect(server(text)).toBe(value);
});

// A regular expression that backtracks would need 0.2 s for each of these heads.
test('a long run of blanks costs no more than other bytes', () => {
  const hostile = `HTTP/1.1 200 OK\r\nA:${' '.repeat(16_000)}\0`;
  for (let n = 0; n < 500; n++) {
    expect(() => readHead(hostile)).toThrow(expect.objectContaining({ code: 'NOT_HTTP' }));
  }
});

test.each(['chunked', 'gzip, chunked', 'gzip ,\tCHUNKED'])(
  'a body of the coding %j ends with its last chunk',
  (coding) => {
    expect(readHead(`HTTP/1.1 200 OK\r\nTransfer-Encoding: ${coding}`)).toMatchObject({ body: 'chunked' });
  },
);

test.each(['gzip', 'chunked, gzip', 'xchunked'])(
  'a body of the coding %j ends with the connection',
  (coding) => {
    expect(readHead(`HTTP/1.1 200 OK\r\nTransfer-Encoding: ${coding}`)).toMatchObject({
      body: 'to-the-end',
      reusable: false,
    });
  },
);
