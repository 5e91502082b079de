import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileName, fileNameShown } from './file-name.ts';

const family = '👨‍👩‍👧‍👦';

test('a long name is cut between two characters', () => {
  expect(fileName(`${'a'.repeat(119)}😀.pdf`, 'PDF', 'x')).toBe(`${'a'.repeat(119)}.pdf`);
  expect(fileName(`${'a'.repeat(115)}${family}.pdf`, 'PDF', 'x')).toBe(`${'a'.repeat(115)}.pdf`);
  expect(fileName(`${'a'.repeat(119)}e\u{301}b.pdf`, 'PDF', 'x')).toBe(`${'a'.repeat(119)}é.pdf`);
  expect(fileNameShown(`${'a'.repeat(79)}😀.pdf`)).toBe('a'.repeat(79));
});

test('emoji that are joined to one character stay joined', () => {
  expect(fileName(`${family}.png`, 'PNG', 'x')).toBe(`${family}.png`);
  expect(fileNameShown(family)).toBe(family);
});

test('a name of one very long grapheme is cut', () => {
  expect(fileName(`a${'\u{1D165}'.repeat(400)}`, 'PDF', 'x').length).toBeLessThanOrEqual(124);
});

test('any name becomes well-formed and short, without invisible characters', () => {
  const unit = fc.oneof(
    fc.constantFrom('\u{200D}', '\u{202E}', '\0', '/', '😀', '\uD83D', '\uDE00'),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 200 }), (units) => {
      for (const name of [fileName(units.join(''), 'PDF', 'x'), fileNameShown(units.join(''))]) {
        expect(name.isWellFormed()).toBe(true);
        expect(name.length).toBeLessThanOrEqual(124);
        expect(name).not.toMatch(/[\0\u{202E}]/u);
      }
    }),
  );
});
