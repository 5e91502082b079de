import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyLimit, type ReadResult, ResponseReader } from './response-reader.ts';

/** Reads the text in pieces, as a connection would deliver it. The sizes are used in turn. */
function readInPieces(text: string, sizes: readonly number[] = [text.length || 1]) {
  const reader = new ResponseReader();
  const bytes = Buffer.from(text, 'latin1');
  let reading: ReadResult = 'more';
  for (let at = 0, n = 0; at < bytes.length && reading === 'more'; n++) {
    const size = sizes[n % sizes.length]!;
    reading = reader.read(bytes.subarray(at, at + size));
    at += size;
  }
  return { reading, status: reader.head?.status, body: reader.body?.toString('latin1'), reader };
}

const chunked = (parts: readonly string[], trailers = ''): string =>
  `${parts.map((part) => `${part.length.toString(16)};x=y\r\n${part}\r\n`).join('')}0\r\n${trailers}\r\n`;

describe('a response is the same, however its bytes arrive', () => {
  const text = fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 60 });
  const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 6 });
  const early = fc.constantFrom('', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n', 'HTTP/1.1 100\r\n\r\n');

  test('with its length in its head', () => {
    fc.assert(
      fc.property(text, sizes, early, (body, pieces, before) => {
        const response = `${before}HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
        expect(readInPieces(response, pieces)).toMatchObject({ reading: 'keep', status: 200, body });
      }),
    );
  });

  test('in chunks, with extensions and trailers', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), sizes, early, (parts, pieces, before) => {
        const response = `${before}HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n${chunked(parts, 'A: b\r\n')}`;
        const read = readInPieces(response, pieces);
        expect(read).toMatchObject({ reading: 'keep', status: 500, body: parts.join('') });
      }),
    );
  });
});

test.each([
  ['announces that it closes', 'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok'],
  ['uses HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok'],
  ['has more bytes than its length', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok!'],
  ['has a body where there can be none', 'HTTP/1.1 204 No Content\r\n\r\nok'],
  ['is 204 and has a length', 'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n'],
  ['is 304 and has a length', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n'],
  ['is 204 and has chunks', 'HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n'],
  [
    'follows a 1xx response with a length',
    'HTTP/1.1 103 Early Hints\r\nContent-Length: 5\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n',
  ],
  [
    'follows a 1xx response that closes',
    'HTTP/1.1 103 Early Hints\r\nConnection: close\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n',
  ],
  [
    'uses HTTP/1.0 and announces both that it closes and that it does not',
    'HTTP/1.0 200 OK\r\nConnection: keep-alive, close\r\nContent-Length: 0\r\n\r\n',
  ],
  [
    'uses HTTP/1.0 and has chunks, which HTTP/1.0 does not define',
    `HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n${chunked(['ok'])}`,
  ],
  [
    'gives its length in two ways',
    `HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n${chunked(['ok'])}`,
  ],
  [
    'has more after its last chunk',
    `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunked(['ok'])}x`,
  ],
])('after a response that %s, the connection is not used again', (_, response) => {
  expect(readInPieces(response)).toMatchObject({ reading: 'close' });
});

test.each(['', 'Content-Length: 0\r\n'])('204 keeps the connection', (length) => {
  expect(readInPieces(`HTTP/1.1 204 No Content\r\n${length}\r\n`)).toMatchObject({ reading: 'keep' });
});

test('an HTTP/1.0 receiver may keep the connection', () => {
  const response = 'HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n';
  expect(readInPieces(response)).toMatchObject({ reading: 'keep', status: 200, body: undefined });
});

test.each(['HTTP/1.1 200 OK\r\n\r\nok', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nok'])(
  'a body without a length ends with its connection',
  (response) => {
    const { reading, reader, body } = readInPieces(response);
    expect({ reading, body, ends: reader.head?.body }).toEqual({
      reading: 'more',
      body: 'ok',
      ends: 'to-the-end',
    });
  },
);

test.each([
  ['has a length in its head', `HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n`, 'x'],
  ['comes in chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5f5e0ff\r\n', 'x'],
  ['ends with the connection', 'HTTP/1.1 200 OK\r\n\r\n', 'x'],
])('a body that %s is read no further than the part that is kept', (_, head, filling) => {
  const { reading, body } = readInPieces(head + filling.repeat(bodyLimit + 5000), [1000]);
  expect(reading).toBe('close');
  expect(body).toHaveLength(bodyLimit);
});

test('a body in tiny chunks with long extensions is read up to 64 KB, and its content is kept', () => {
  const chunk = `1;${'x'.repeat(4000)}\r\na\r\n`;
  const reader = new ResponseReader();
  let reading = reader.read(Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'));
  let chunks = 0;
  for (; reading === 'more' && chunks < 1000; chunks++) reading = reader.read(Buffer.from(chunk));
  expect({ reading, status: reader.head!.status }).toEqual({ reading: 'close', status: 200 });
  expect(reader.body!.toString()).toBe('a'.repeat(chunks));
  expect(chunks * chunk.length).toBeLessThan(70_000);
});

test('a body in pieces is kept to its limit, byte for byte', () => {
  const body = Array.from({ length: bodyLimit + 100 }, (_, n) => String.fromCharCode(97 + (n % 26))).join('');
  const parts = body.match(/.{1,1000}/g)!;
  const response = `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunked(parts)}`;
  expect(readInPieces(response).body).toBe(body.slice(0, bodyLimit));
  expect(readInPieces(response, [700]).body).toBe(body.slice(0, bodyLimit));
});

test('eight 1xx responses may precede the final one', () => {
  const early = 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(8);
  const response = `${early}HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n`;
  expect(readInPieces(response)).toMatchObject({ reading: 'keep', status: 200 });
});

test.each([
  ['another protocol', '220 mail.example ESMTP\r\n'],
  ['another version', 'HTTP/2 200\r\n\r\n'],
  ['a status of four digits', 'HTTP/1.1 2000 OK\r\n\r\n'],
  ['a status below 100', 'HTTP/1.1 099 OK\r\n\r\n'],
  ['a folded header', 'HTTP/1.1 200 OK\r\nA: b\r\n c\r\nContent-Length: 0\r\n\r\n'],
  ['a header without a name', 'HTTP/1.1 200 OK\r\n: b\r\n\r\n'],
  ['a space before the colon', 'HTTP/1.1 200 OK\r\nContent-Length : 0\r\n\r\n'],
  ['a NUL in a header', 'HTTP/1.1 200 OK\r\nA: b\0c\r\n\r\n'],
  ['a bare line feed in the head', 'HTTP/1.1 200 OK\nA: b\r\n\r\n'],
  ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
  ['a length with a sign', 'HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok'],
  ['a switch to another protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n'],
  ['headers without end', `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(5000)}`],
  ['1xx responses without end', 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(9)],
  [
    '1xx responses larger than 64 KB together',
    `HTTP/1.1 103 Early Hints\r\nA: ${'x'.repeat(16_000)}\r\n\r\n`.repeat(5),
  ],
  ['a chunk without a size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n'],
  ['a chunk longer than its size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n'],
  [
    'a trailer that ends with a bare line feed',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: b\n\r\n',
  ],
  ['a chunk ended by a line feed alone', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\nok\r\n'],
  [
    'a chunk with an extension without end',
    `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;${'x'.repeat(9000)}`,
  ],
  [
    'trailers without end',
    `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n${'x: y\r\n'.repeat(9000)}`,
  ],
])('%s is not HTTP', (_, bytes) => {
  const refused = expect.objectContaining({ code: expect.stringMatching(/NOT_HTTP|BROKEN_BODY/) });
  expect(() => readInPieces(bytes)).toThrow(refused);
  expect(() => readInPieces(bytes, [1])).toThrow(refused);
});

test('whatever the input, the reader finishes, and throws only NotHttp or BrokenBody', () => {
  const fragment = fc.constantFrom(
    'HTTP/1.1 ',
    '200',
    ' OK',
    '\r\n',
    'Content-Length: ',
    '5',
    'Transfer-Encoding: chunked',
    ';',
    '\0',
    'a',
  );
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fragment).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(anything, fc.integer({ min: 1, max: 9 }), (bytes, size) => {
      try {
        readInPieces(bytes, [size]);
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/NOT_HTTP|BROKEN_BODY/) });
      }
    }),
    { numRuns: 2000 },
  );
});

test('an idle connection is used for less time than its receiver announced', () => {
  const idle = (header: string): number =>
    readInPieces(`HTTP/1.1 200 OK\r\n${header}Content-Length: 0\r\n\r\n`).reader.head!.idleMs;
  expect([idle(''), idle('Keep-Alive: timeout=5\r\n'), idle('Keep-Alive: timeout=1\r\n')]).toEqual([
    4000, 4000, 0,
  ]);
  expect(idle('Keep-Alive: timeout=600, max=100\r\n')).toBe(60_000);
});
