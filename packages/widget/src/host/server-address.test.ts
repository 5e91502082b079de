import { expect, test } from 'vitest';
import { addressOfScript, frameAddress } from './server-address.ts';

test('the server is where the script came from, below a path too', () => {
  const at = (src: string) => frameAddress(addressOfScript({ src }), undefined).href;
  expect(at('https://link.example/v2/smile.v2.js')).toBe('https://link.example/widget/');
  expect(at('https://example.com/wink/v1/smile.v1.js?x=1')).toBe('https://example.com/wink/widget/');
});

test('apiHost overrides it, also as older integrations wrote it', () => {
  for (const apiHost of ['https://api.example', 'https://api.example/', 'https://api.example/v1']) {
    expect(frameAddress('https://link.example/', apiHost).href).toBe('https://api.example/widget/');
  }
});

test('an address that is missing or strange is refused with what to do', () => {
  expect(() => frameAddress(null, undefined)).toThrow('pass `apiHost`');
  expect(() => frameAddress(null, 'api.example')).toThrow('https://');
  expect(() => frameAddress(null, 'javascript:alert(1)')).toThrow('https://');
});
