import type { Random } from '../differential/random.ts';

/** The bytes that a server sends, in pieces, before it closes the connection. */
export interface ResponseCase {
  /** The template and its mutations, such as `chunked, cut`. */
  name: string;
  pieces: Buffer[];
}

const status = [
  'HTTP/1.1 200 OK',
  'HTTP/1.1 202 Accepted',
  'HTTP/1.1 500 Oops',
  'HTTP/1.1 404',
  'HTTP/1.0 200 OK',
];
const header = [
  'Content-Type: text/plain',
  'Server: s',
  'Retry-After: 5',
  'X-A: \t b \t',
  'Date: today',
  'Connection: close',
];

const lines = (...all: string[]): string => `${all.join('\r\n')}\r\n\r\n`;
const chunked = (...chunks: string[]): string =>
  [...chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`), '0\r\n\r\n'].join('');

const templates: Record<string, (random: Random) => string> = {
  'content-length': (random) =>
    `${lines(random.pick(status), random.pick(header), 'Content-Length: 5')}hello`,
  'empty body': (random) => lines(random.pick(status), 'Content-Length: 0', random.pick(header)),
  'body to the end': (random) => `${lines(random.pick(status), random.pick(header))}hello, to the end`,
  chunked: (random) =>
    `${lines(random.pick(status), 'Transfer-Encoding: chunked')}${chunked('hel', 'lo', 'x'.repeat(300))}`,
  'chunk extensions': () =>
    `${lines('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked')}5;a=b;c="d e"\r\nhello\r\n0;z\r\n\r\n`,
  trailers: () =>
    `${lines('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked')}5\r\nhello\r\n0\r\nX-T: t\r\nY: u\r\n\r\n`,
  'no content': (random) =>
    lines(random.pick(['HTTP/1.1 204 No Content', 'HTTP/1.1 304 Not Modified']), random.pick(header)),
  'no content with a body': (random) =>
    `${lines(random.pick(['HTTP/1.1 204 No Content', 'HTTP/1.1 304 Not Modified']), 'Content-Length: 5')}hello`,
  'a length without a body': (random) =>
    `${lines('HTTP/1.1 204 No Content', `Content-Length: ${random.pick(['', '0', '5'])}`)}`,
  'a tab after a coding': () =>
    `${lines('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked\t')}${chunked('hello')}`,
  'interim of HTTP/1.0': () =>
    `${lines('HTTP/1.0 103 Early Hints')}${lines('HTTP/1.1 200 OK', 'Content-Length: 2')}ok`,
  interim: (random) =>
    `${lines(random.pick(['HTTP/1.1 100 Continue', 'HTTP/1.1 103 Early Hints']), 'Link: </a>')}${lines('HTTP/1.1 200 OK', 'Content-Length: 2')}ok`,
  'many interim': (random) =>
    `${lines('HTTP/1.1 102 Processing').repeat(2 + random.below(12))}${lines('HTTP/1.1 200 OK', 'Content-Length: 2')}ok`,
  upgrade: () => lines('HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'),
  'two lengths': (random) =>
    `${lines('HTTP/1.1 200 OK', 'Content-Length: 5', `Content-Length: ${random.pick(['5', '6'])}`)}hello`,
  'a list of lengths': () => `${lines('HTTP/1.1 200 OK', 'Content-Length: 5, 5')}hello`,
  'length and chunked': () =>
    `${lines('HTTP/1.1 200 OK', 'Content-Length: 5', 'Transfer-Encoding: chunked')}${chunked('hello')}`,
  'an odd length': (random) =>
    `${lines('HTTP/1.1 200 OK', `Content-Length: ${random.pick(['+5', '-5', '5.0', '0x5', '', '5 5', '99999999999999999999', '999999999999999999'])}`)}hello`,
  'other codings': (random) =>
    `${lines('HTTP/1.1 200 OK', `Transfer-Encoding: ${random.pick(['gzip', 'identity', 'chunked, gzip', 'gzip, chunked', 'xchunked', 'CHUNKED'])}`)}${chunked('hello')}`,
  'a folded header': () => `${lines('HTTP/1.1 200 OK', 'X-A: b', ' c', 'Content-Length: 5')}hello`,
  'a blank before the colon': () => `${lines('HTTP/1.1 200 OK', 'X-A : b', 'Content-Length: 5')}hello`,
  'bare line feeds': () => 'HTTP/1.1 200 OK\nContent-Length: 5\n\nhello',
  'a line before the status': () => `\r\n${lines('HTTP/1.1 200 OK', 'Content-Length: 5')}hello`,
  'other versions': (random) =>
    `${lines(`${random.pick(['HTTP/1.2', 'HTTP/2.0', 'HTTP/0.9', 'http/1.1', 'HTTPS/1.1', 'ICY'])} 200 OK`, 'Content-Length: 5')}hello`,
  'odd statuses': (random) =>
    `${lines(`HTTP/1.1 ${random.pick(['099', '20', '2000', '600', '999', '2x0', ' 200', '200OK'])} OK`, 'Content-Length: 5')}hello`,
  'a large head': (random) =>
    `${lines('HTTP/1.1 200 OK', `X-A: ${'a'.repeat(random.pick([8000, 15_000, 17_000, 40_000]))}`, 'Content-Length: 5')}hello`,
  'a large body': () => `${lines('HTTP/1.1 200 OK', 'Content-Length: 20000')}${'b'.repeat(20_000)}`,
  'other letters': () => `${lines('HTTP/1.1 200 Sch\xf6n', 'X-A: \xe9\xff', 'Content-Length: 5')}h\xe4llo`,
  'no HTTP': (random) =>
    random.pick([
      '',
      'SSH-2.0-x\r\n',
      '\x15\x03\x01\x00\x02\x02\x28',
      '\0\0\x12\x04\0\0\0\0\0',
      '{"ok":true}',
    ]),
  'bytes after the end': () => `${lines('HTTP/1.1 200 OK', 'Content-Length: 5')}hello and more`,
};

const odd = ['\r', '\n', '\r\n', '\0', '\x7f', ' ', '\t', ':', ',', ';', '0', 'f', '-', '\x80', '\xff', '"'];

const mutations: Record<string, (text: string, random: Random) => string> = {
  cut: (text, random) => text.slice(0, random.below(text.length + 1)),
  drop: (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + text.slice(at + 1 + random.below(3));
  },
  insert: (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + random.pick(odd) + text.slice(at);
  },
  replace: (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + random.pick(odd) + text.slice(at + 1);
  },
  'repeat a line': (text, random) => {
    const all = text.split('\r\n');
    const at = random.below(all.length);
    return [...all.slice(0, at + 1), ...all.slice(at)].join('\r\n');
  },
  'change the case': (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + text.slice(at, at + 8).toUpperCase() + text.slice(at + 8);
  },
};

/** A template, cut into up to four pieces. Two thirds of the responses have one to three mutations. */
export function responseCase(random: Random): ResponseCase {
  const template = random.pick(Object.keys(templates));
  let text = (templates[template] as (random: Random) => string)(random);
  const changes: string[] = [];
  for (let left = random.below(4); left > 0 && random.chance(0.9); left--) {
    const change = random.pick(Object.keys(mutations));
    text = (mutations[change] as (text: string, random: Random) => string)(text, random);
    changes.push(change);
  }
  return { name: [template, ...changes].join(', '), pieces: cut(Buffer.from(text, 'latin1'), random) };
}

function cut(bytes: Buffer, random: Random): Buffer[] {
  const places = Array.from({ length: random.below(4) }, () => random.below(bytes.length + 1)).sort(
    (a, b) => a - b,
  );
  return [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length));
}
