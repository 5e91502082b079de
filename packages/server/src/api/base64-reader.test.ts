import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Base64Reader, type DecodedFile } from './base64-reader.ts';

function read(json: string, { chunk = json.length || 1, largest = 1e9 } = {}): DecodedFile {
  const reader = new Base64Reader(largest);
  for (let at = 0; at < json.length; at += chunk) reader.add(Buffer.from(json.slice(at, at + chunk)));
  return reader.end();
}

const inLines = (base64: string) => base64.replaceAll(/.{1,9}/g, (line) => `${line}\\r\\n`);
const spellings = [
  (base64: string) => base64,
  (base64: string) => base64.replaceAll('/', '\\/'),
  (base64: string) => base64.replaceAll('+', '\\u002B'),
  (base64: string) => base64.replace(/=+$/, ''),
  inLines,
];

test('any bytes are decoded, from any spelling of base64 and in chunks of any size', () => {
  const property = fc.property(
    fc.uint8Array({ maxLength: 100 }),
    fc.constantFrom(...spellings),
    fc.integer({ min: 1, max: 20 }),
    (bytes, spell, chunk) => {
      expect(read(spell(Buffer.from(bytes).toString('base64')), { chunk })).toEqual({ bytes });
    },
  );
  fc.assert(property);
});

test.each([
  'QUFB*',
  'QUFBQ',
  'QU FB',
  'QUFB-_8=',
  'QQ==QUFB',
  'QUFB====',
  'QUFB\\n\\',
  'é',
  'QUFB\\u00',
  'QUFB\\t',
])('%s is not base64, whether it arrives in one chunk or in many', (json) => {
  expect(read(json)).toEqual({ fault: 'NOT_BASE64' });
  expect(read(json, { chunk: 1 })).toEqual({ fault: 'NOT_BASE64' });
});

test('a file that is too large is not kept', () => {
  expect(read('QUFB'.repeat(100), { chunk: 10, largest: 299 })).toEqual({ fault: 'TOO_LARGE' });
});

test('a string in which every character is escaped is refused', () => {
  expect(read('\\u0041'.repeat(400))).toEqual({ fault: 'NOT_BASE64' });
});
