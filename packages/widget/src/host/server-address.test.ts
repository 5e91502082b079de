import { expect, test } from 'vitest';
import { addressOfScript, frameAddress } from './server-address.ts';

test('the server is found by the address of the script, also below a path', () => {
  const at = (src: string) => frameAddress(addressOfScript({ src }), undefined).href;
  expect(at('https://link.example/v2/smile.v2.js')).toBe('https://link.example/widget/');
  expect(at('https://example.com/wink/v1/smile.v1.js?x=1')).toBe('https://example.com/wink/widget/');
});

test('apiHost overrides the address of the script, in the older form too', () => {
  for (const apiHost of ['https://api.example', 'https://api.example/', 'https://api.example/v1']) {
    expect(frameAddress('https://link.example/', apiHost).href).toBe('https://api.example/widget/');
  }
});

test('a missing or invalid address is refused with advice', () => {
  expect(() => frameAddress(null, undefined)).toThrow('Pass `apiHost`');
  expect(() => frameAddress(null, 'api.example')).toThrow('https://');
  expect(() => frameAddress(null, 'javascript:alert(1)')).toThrow('https://');
});
