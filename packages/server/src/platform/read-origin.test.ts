import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalOrigin, isPolicySource, readOrigin } from './read-origin.ts';

test.each([
  ['https://shop.example', 'https://shop.example'],
  ['https://shop.example/', 'https://shop.example'],
  [' https://shop.example\n', 'https://shop.example'],
  ['HTTPS://Shop.Example:443', 'https://shop.example'],
  ['http://shop.example:80', 'http://shop.example'],
  ['http://shop.example:443', 'http://shop.example:443'],
  ['https://shop.example:0443', 'https://shop.example'],
  ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ['https://*.bücher.example:443', 'https://*.xn--bcher-kva.example'],
  ['https://*.shop.example', 'https://*.shop.example'],
  ['https://*.Shop.Example:8443/', 'https://*.shop.example:8443'],
  ['https://wildcard.shop.example', 'https://wildcard.shop.example'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['https://[2001:DB8::1]:443', 'https://[2001:db8::1]'],
  ['http://0x7f.1:8080', 'http://127.0.0.1:8080'],
  ['capacitor://localhost', 'capacitor://localhost'],
  ['IONIC://localhost/', 'ionic://localhost'],
  ['tauri://localhost', 'tauri://localhost'],
  ['app://com.example.lender', 'app://com.example.lender'],
  ['chrome-extension://abcdefgh', 'chrome-extension://abcdefgh'],
  ['null', 'null'],
  ['file://', 'file://'],
  ['file:///', 'file://'],
])('%j is the origin %s', (text, origin) => {
  expect(readOrigin(text)).toBe(origin);
});

test.each([
  ...[
    '',
    'shop.example',
    '//shop.example',
    'https://',
    'https://*',
    'https://a.*.example',
    'https://shop.example/x',
  ],
  ...['https://shop.example?x', 'https://shop.example#x', 'https://user@shop.example', 'https:shop.example'],
  ...[
    'https://a;sandbox',
    'https://a,b.example',
    "https://a'b.example",
    'https://a b.example',
    '*',
    "'self'",
  ],
  ...[
    'javascript://localhost',
    'data:text/html,x',
    'blob:https://shop.example/1',
    'about:blank',
    'ws://shop.example',
  ],
  ...[
    'file:///etc/passwd',
    'capacitor://',
    'capacitor://a b',
    'capacitor://localhost/x',
    'capacitor://a;b',
    'app://*',
  ],
  ...['https://*.127.0.0.1', 'https://*.[::1]', 'https://*.*.example', 'https://*.', 'https://**.example'],
  ...['https://shop.example\\x', 'https://shop.example\nhttps://other.example', 'https://999.1.1.1'],
])('%j is not an origin, and the error shows the right form', (text) => {
  expect(() => readOrigin(text)).toThrow(/is not an origin\. Write scheme and host/);
});

test('an origin read twice is the same', () => {
  const host = fc.oneof(
    fc.domain(),
    fc.constantFrom('bücher.example', 'ÉCOLE.example', 'localhost', '[::1]', '10.1'),
  );
  fc.assert(
    fc.property(
      fc.constantFrom('https', 'http', 'HTTPS', 'capacitor', 'Ionic'),
      host,
      fc.option(fc.integer({ min: 1, max: 65_535 })),
      (scheme, name, port) => {
        const origin = canonicalOrigin(`${scheme}://${name}${port === null ? '' : `:${port}`}`);
        fc.pre(origin !== undefined);
        expect(canonicalOrigin(origin!)).toBe(origin);
        expect(origin).toMatch(/^[\x21-\x7e]+$/);
        expect(origin).not.toMatch(/[;,'" ]/);
      },
    ),
  );
});

test('the origin that a browser sends is already canonical', () => {
  fc.assert(
    fc.property(fc.webUrl({ validSchemes: ['https', 'http'] }), (url) => {
      const { origin } = new URL(url);
      expect(canonicalOrigin(origin)).toBe(origin);
    }),
  );
});

test('a policy names web pages and apps, and leaves out origins that it cannot express', () => {
  expect(['https://shop.example', 'capacitor://localhost'].every(isPolicySource)).toBe(true);
  expect(['null', 'file://', 'https://[::1]'].some(isPolicySource)).toBe(false);
});
