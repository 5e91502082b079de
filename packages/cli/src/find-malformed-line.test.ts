import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findMalformedLine } from './find-malformed-line.ts';
import { linesOf } from './new-settings.ts';

test.each([
  ['WINKWIRE_TRUST_PROXY: 10.0.0.1', 1],
  ['PORT=1\n\ngarbage line', 3],
  ['PORT', 1],
  ['PORT=1\r\nHOST\r\n', 2],
  ['A="one\ntwo"\nHOST', 3],
  ['A="one\nHOST\nPORT=1', 2],
  ['=1', 1],
])('%j has a malformed line', (text, line) => {
  expect(findMalformedLine(text)).toBe(line);
});

test.each([
  '',
  '\n',
  'PORT=',
  '  export PORT = 1 # one',
  '# a\r\n\r\nPORT=1\r\n',
  '; a\r\n  ;b=c\r\n;',
  'A=b=c',
  "A='\n\n'\nB=`\n`",
])('%j has none', (text) => {
  expect(findMalformedLine(text)).toBeNull();
});

test('what `winkwire init` writes has none, and each line that sets nothing is found', () => {
  const value = fc.string({ unit: fc.constantFrom('a', ' ', '#', '"', "'", '`', '=', '\n', '\\', '$') });
  const values = fc.dictionary(fc.constantFrom('A', 'B', 'C'), value);
  fc.assert(
    fc.property(values, (given) => {
      let lines: string[];
      try {
        lines = linesOf(given);
      } catch {
        return;
      }
      expect(findMalformedLine(lines.join('\n'))).toBeNull();
      const text = [...lines, 'nothing'].join('\n');
      expect(parseEnv(text)).toEqual(given);
      expect(findMalformedLine(text)).toBe(text.split('\n').length);
    }),
  );
});
