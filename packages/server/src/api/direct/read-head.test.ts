import { createServer } from 'node:http';
import { duplexPair } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../../testing/differential/random.ts';
import { type DirectHead, readHead } from './read-head.ts';

const body = '{"type":"ACCOUNT_CONNECTED","data":{}}';
const usual = ['Host: localhost', 'Content-Type: application/json', `Content-Length: ${body.length}`];
const bytesOf = (lines: string[], requestLine = 'POST /v1/events HTTP/1.1'): Buffer =>
  Buffer.from(`${[requestLine, ...lines].join('\r\n')}\r\n\r\n${body}`, 'latin1');

test('a usual request is read, and the headers that do not matter are ignored', () => {
  const bytes = bytesOf([...usual, 'User-Agent: some client', 'AUTHORIZATION:\tBasic abc \t']);
  const head = readHead(bytes) as DirectHead;
  expect(head.headers).toMatchObject({ host: 'localhost', authorization: 'Basic abc' });
  expect(bytes.toString('latin1', head.bodyStart, head.bodyStart + head.bodyLength)).toBe(body);
  expect(head.isPersistent).toBe(true);
});

test('the beginning of a usual request is partial, whatever is missing', () => {
  const bytes = bytesOf(usual);
  for (let size = 0; size < bytes.length - body.length; size++)
    expect(readHead(bytes.subarray(0, size))).toBe('partial');
});

test.each([
  ['another method', usual, 'PUT /v1/events HTTP/1.1'],
  ['another path', usual, 'POST /v1/events/ HTTP/1.1'],
  ['a query', usual, 'POST /v1/events?a HTTP/1.1'],
  ['another version', usual, 'POST /v1/events HTTP/1.0'],
  ['no host', usual.slice(1)],
  ['another type of content', [...usual.toSpliced(1, 1), 'Content-Type: text/plain']],
  ['no length', usual.slice(0, 2)],
  ['two lengths', [...usual, `Content-Length: ${body.length}`]],
  ['a length with a sign', [...usual.slice(0, 2), 'Content-Length: +38']],
  ['a length in hexadecimal', [...usual.slice(0, 2), 'Content-Length: 0x26']],
  ['a list of lengths', [...usual.slice(0, 2), 'Content-Length: 38, 38']],
  ['a length and chunks', [...usual, 'Transfer-Encoding: chunked']],
  ['two credentials', [...usual, 'Authorization: Basic a', 'authorization: Basic b']],
  ['a compressed body', [...usual, 'Content-Encoding: gzip']],
  ['a folded line', [...usual, 'X-Long: a', '  b']],
  ['a space before the colon', [...usual, 'Content-Length : 38']],
  ['a bare line feed', [...usual, 'X-One: a\nTransfer-Encoding: chunked']],
  ['a bare carriage return', [...usual, 'X-One: a\rb']],
  ['a null byte', [...usual, 'X-One: a\0']],
  ['a letter outside ASCII', [...usual, 'Idempotency-Key: \xe9']],
  ['an empty name', [...usual, ': a']],
  ['a name that objects inherit', [...usual, '__proto__: a', 'transfer-encoding: chunked']],
  ['an expectation', [...usual, 'Expect: 100-continue']],
  ['an upgrade', [...usual, 'Connection: upgrade', 'Upgrade: h2c']],
  ['a connection with several options', [...usual, 'Connection: keep-alive, close']],
  ['an origin', [...usual, 'Origin: https://page.example']],
  ['more headers than clients send', [...usual, ...Array(100).fill('a:')]],
  ['a head of more than 8 KB', [...usual, `X-Long: ${'a'.repeat(8200)}`]],
])('a request with %s is left to Node', (_, lines, requestLine?: string) => {
  expect(readHead(bytesOf(lines, requestLine))).toBe('unusual');
});

test('a request that never ends is left to Node', () => {
  const endless = Buffer.from(`POST /v1/events HTTP/1.1\r\nX-Long: ${'a'.repeat(8200)}`);
  expect(readHead(endless)).toBe('unusual');
});

test('a long value of spaces is read as quickly as another', () => {
  const cost = (value: string): number => {
    const bytes = bytesOf([...usual, `X-Long: ${value}\x01`]);
    const before = process.cpuUsage();
    for (let n = 0; n < 20; n++) readHead(bytes);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const [letters, spaces] = [cost('a'.repeat(8000)), cost(' '.repeat(8000))];
  // With a regular expression that backtracks, 8,000 spaces took a thousand times as long as 8,000 letters.
  expect(spaces).toBeLessThan(50 * letters + 10_000);
});

/** Pieces for smuggling a request past a parser, and other bytes that parsers interpret differently. */
const pieces = [
  ' ',
  '\t',
  '\r',
  '\n',
  '\r\n',
  '\0',
  '\x0b',
  ':',
  ',',
  ';',
  '+',
  '-',
  '0',
  '1',
  '\x85',
  '\xff',
  '"',
  'chunked',
  'Content-Length: 5\r\n',
  'Transfer-Encoding: chunked\r\n',
  'Connection: close\r\n',
  'Connection: keep-alive\r\n',
  'Host: other\r\n',
  'X-Any: 1\r\n',
  'Proxy-Connection: close\r\n',
];
const lines = [
  ...usual,
  'Accept: */*',
  'User-Agent: a',
  'Connection: Keep-Alive',
  'Connection: CLOSE',
  'Idempotency-Key:  k ',
  'Authorization: Basic YTpi',
  'X-Forwarded-For: 192.0.2.1',
  'Cookie: a=b',
  'Te: trailers',
  'Keep-Alive: timeout=5',
];

/** A request whose head has up to three additional lines and up to three changed places. */
const heads = fc.integer().map((seed) => {
  const random = new Random(seed);
  const chosen = [...usual, ...Array.from({ length: random.below(4) }, () => random.pick(lines))];
  let text = `POST /v1/events HTTP/1.1\r\n${chosen.join('\r\n')}\r\n\r\n`;
  for (let n = random.below(4); n > 0; n--) {
    const at = random.below(text.length);
    text = text.slice(0, at) + random.pick(pieces) + text.slice(at + random.below(2));
  }
  return Buffer.from(text + body, 'latin1');
});

test('Node reads every usual request in the same way', async () => {
  let usualOnes = 0;
  const check = fc.asyncProperty(heads, async (bytes) => {
    const head = readHead(bytes);
    if (typeof head === 'string') return;
    usualOnes++;
    const end = head.bodyStart + head.bodyLength;
    // A changed `Content-Length` may announce more bytes, so zeros are appended.
    const whole = Buffer.concat([
      bytes.subarray(0, end),
      Buffer.alloc(Math.min(Math.max(0, end - bytes.length), 1e6)),
    ]);
    expect(await readByNode(whole)).toEqual({
      request: ['POST', '/v1/events', '1.1'],
      headers: head.headers,
      body: whole.toString('latin1', head.bodyStart),
      isPersistent: head.isPersistent,
    });
  });
  await fc.assert(check, { numRuns: 3000 });
  expect(usualOnes).toBeGreaterThan(300);
});

async function readByNode(bytes: Buffer): Promise<unknown> {
  const server = createServer();
  const [client, socket] = duplexPair();
  const read = new Promise((resolve) => {
    server.on('clientError', (error: Error & { code?: string }) => resolve(error.code));
    server.on('request', async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { method, url, httpVersion, headers } = request;
      const names = Object.keys((readHead(bytes) as DirectHead).headers);
      resolve({
        request: [method, url, httpVersion],
        headers: Object.fromEntries(names.map((name) => [name, headers[name]])),
        body: Buffer.concat(chunks).toString('latin1'),
        isPersistent: response.shouldKeepAlive,
      });
    });
  });
  server.emit('connection', socket);
  client.write(bytes);
  const result = await read;
  client.destroy();
  socket.destroy();
  return result;
}
