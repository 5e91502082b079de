import { expect, test } from 'vitest';
import { frameAddress, serverOf } from './server-address.ts';

test('the server is found by the address of the loader, also below a path', () => {
  const at = (text: string) => frameAddress(serverOf(text), undefined).href;
  expect(at('https://link.example/v2/smile.v2.js')).toBe('https://link.example/widget/');
  expect(at('https://link.example/v2/smile.0123456789abcdef.js')).toBe('https://link.example/widget/');
  expect(at('https://example.com/wink/v1/smile.v1.js?x=1')).toBe('https://example.com/wink/widget/');
});

test.each([
  [
    'Chromium',
    'Error\n    at e (https://link.example/v2/smile.v2.js:1:2)\n    at https://shop.example/app.js:3:4',
  ],
  ['Firefox', 'e@https://link.example/v2/smile.v2.js:1:2\n@https://shop.example/app.js:3:4\n'],
  ['Safari', 'global code@https://link.example/v2/smile.v2.js:1:2'],
])('a stack of %s contains the address', (_, stack) => {
  expect(serverOf(stack)).toBe('https://link.example/');
});

test('in a bundle of the page, the address is unknown', () => {
  expect(serverOf('@https://shop.example/assets/app.js:3:4')).toBeNull();
  expect(serverOf(undefined)).toBeNull();
});

test('apiHost overrides the address of the script, in the older form too', () => {
  for (const apiHost of ['https://api.example', 'https://api.example/', 'https://api.example/v1']) {
    expect(frameAddress('https://link.example/', apiHost).href).toBe('https://api.example/widget/');
  }
});

test('apiHost may be a URL, and may have spaces and slashes around it', () => {
  for (const apiHost of [
    new URL('https://api.example'),
    'https://api.example/v1 ',
    ' https://api.example//v1//',
  ]) {
    expect(frameAddress(null, apiHost).href).toBe('https://api.example/widget/');
  }
});

test('a blank apiHost counts as absent', () => {
  for (const apiHost of ['', '  ', null]) {
    expect(frameAddress('https://link.example/v2/', apiHost).href).toBe('https://link.example/v2/widget/');
  }
});

test.each([
  ['without a prototype', Object.create(null)],
  ['whose toString throws', { toString: () => JSON.parse('') }],
])('an apiHost %s is refused with advice', (_, odd) => {
  expect(() => frameAddress('https://link.example/', odd)).toThrow('Pass `apiHost`, beginning with https://');
});

test('a missing or invalid address is refused with advice', () => {
  expect(() => frameAddress(null, undefined)).toThrow('Pass `apiHost`');
  expect(() => frameAddress(null, 'api.example')).toThrow('Pass `apiHost`, beginning with https://');
  expect(() => frameAddress(null, 'javascript:alert(1)')).toThrow('Pass `apiHost`, beginning with https://');
});
