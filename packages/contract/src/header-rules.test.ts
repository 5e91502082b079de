import fc from 'fast-check';
import { expect, test } from 'vitest';
import { headersProblem, isHeaderName, isReservedHeader, longestHeaders } from './header-rules.ts';

const ours = [
  ...['Smile-Signature', 'Smile-Signature-Previous', 'webhook-id', 'webhook-timestamp', 'webhook-signature'],
  ...['webhook-sequence', 'webhook-session', 'traceparent', 'tracestate', 'baggage', 'User-Agent'],
];
const framing = [
  ...['Host', 'Connection', 'Content-Length', 'Content-Type', 'Content-Encoding', 'Transfer-Encoding', 'TE'],
  ...[
    'Trailer',
    'Upgrade',
    'Expect',
    'Keep-Alive',
    'Proxy-Connection',
    'Proxy-Authorization',
    'HTTP2-Settings',
  ],
];

test('our own header names, and those that frame a message, are refused in any spelling', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ours, ...framing),
      fc.infiniteStream(fc.boolean()),
      fc.constantFrom('-', '_', '.', '~'),
      (name, capitals, hyphen) => {
        const spelt = [...name]
          .map((letter) => (capitals.next().value ? letter.toUpperCase() : letter.toLowerCase()))
          .join('')
          .replaceAll('-', hyphen);
        expect(isReservedHeader(spelt)).toBe(true);
        expect(headersProblem({ [spelt]: 'x' })).toContain(spelt);
      },
    ),
  );
});

test.each([
  'Transfer-Encoding ',
  ' Host',
  'Host: evil.example',
  'Authorization:',
  '',
  'x a',
  'é',
  'a\r\nb',
  'a\0',
])('%j is not a header name, and the refusal names it', (name) => {
  expect(isHeaderName(name)).toBe(false);
  expect(headersProblem({ [name]: 'b' })).toContain(JSON.stringify(name));
});

test('a name is exactly a token of RFC 9110', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 5 }), (name) => {
      const isToken = [...name].every((character) => /[!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(character));
      expect(isHeaderName(name)).toBe(isToken);
    }),
  );
});

test.each(['Bearer a.b-c', 'a\tb', '', 'x'.repeat(8192)])('a value of visible ASCII is accepted', (value) => {
  expect(headersProblem({ authorization: value })).toBeUndefined();
});

test.each(['a\r\nInjected: 1', ' a', 'a ', '\ta', 'é', '\u007f', '\0', 'x'.repeat(8193)])(
  'any other value is refused, and the refusal names the header',
  (value) => {
    expect(headersProblem({ authorization: value })).toContain('authorization');
  },
);

test('a header that is given twice, in two spellings, is refused', () => {
  expect(headersProblem({ 'X-Key': '1', 'x-key': '2' })).toMatch(/X-Key and x-key are the same/);
});

test('all headers together have a limit', () => {
  const half = 'x'.repeat(longestHeaders / 2);
  expect(headersProblem({ a: half, b: half })).toMatch(/together/);
});

test('a long name is not quoted with half a character at its end', () => {
  expect(headersProblem({ [`${'a'.repeat(59)}🙂 and more`]: 'x' })).toContain(
    `"${'a'.repeat(59)}..." is not`,
  );
});
