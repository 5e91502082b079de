import type { Settled } from './settle-character.ts';

/*
 * The numbers of some countries have letters and digits in known places. Where a shape does not decide which of two
 * look-alikes a character is, its place may.
 */

/** L is a letter and D a digit: the PAN of India, and the NRIC or FIN of Singapore. */
const indian = 'LLLLLDDDDL';
const singaporean = 'LDDDDDDDL';
/** At least this many of the first five characters of a PAN were read as letters. */
const fewestLetters = 4;
/** A number of at least this many digits contains no letters, unless they are its first two or its last character. */
const mostlyDigits = /^\d{10,}$/;

/** What a digit is if it must be a letter, and the reverse. Only pairs are listed that leave one possibility. */
const letters: Record<string, string> = { 2: 'Z', 5: 'S', 6: 'G', 8: 'B' };
const digits: Record<string, string> = { B: '8', D: '0', G: '6', I: '1', L: '1', O: '0', Q: '0', S: '5' };

/**
 * Completes a number by its form. A character that is not sure, or of the wrong kind, becomes what all readings give for
 * its place, with look-alikes of the wrong kind exchanged. It is not sure either.
 */
export function completeByForm(
  settled: readonly (Settled | undefined)[],
  { readings, isSingaporean }: { readings: readonly string[]; isSingaporean: boolean },
): readonly (Settled | undefined)[] {
  const fitting = readings.filter((text) => text.length === settled.length);
  const form = formOf(fitting, isSingaporean) ?? formOfDigits(readings);
  if (fitting.length < 2 || form?.length !== settled.length) return settled;
  return settled.map((one, at) => {
    if (one?.isSure && (form[at] === ' ' || inForm(one.character, form[at]) === one.character)) return one;
    const [character, ...others] = new Set(fitting.map((text) => inForm(text[at], form[at])));
    return character === undefined || others.length > 0 ? one : { character, isSure: false };
  });
}

/**
 * The number on which all readings agree, if it has the form of its country. Then no letter was lost or read twice, even
 * if the number cannot be cut into that many glyphs.
 */
export function agreedByForm(readings: readonly string[], isSingaporean: boolean): string | undefined {
  const [text = '', ...others] = readings;
  const form = others.every((other) => other === text) ? formOf(readings, isSingaporean) : undefined;
  return form && [...text].map((character, at) => inForm(character, form[at])).join('');
}

function formOf(readings: readonly string[], isSingaporean: boolean): string | undefined {
  const isIndian = readings.some((text) => (text.slice(0, 5).match(/[A-Z]/g) ?? []).length >= fewestLetters);
  const form = isIndian ? indian : isSingaporean ? singaporean : '';
  const fits = readings.every(
    (text) => text.length === form.length && [...text].every((character, at) => inForm(character, form[at])),
  );
  return fits ? form : undefined;
}

/** The form of a long number of digits on which all readings agree, with a space in each place that it leaves open. */
function formOfDigits(readings: readonly string[]): string | undefined {
  const [text = '', ...others] = readings;
  if (!mostlyDigits.test(text) || others.some((other) => other !== text)) return undefined;
  // An O at the end of a long number is rarer than a 0 that is cut wrongly.
  return `  ${'D'.repeat(text.length - 3)}${text.endsWith('0') ? 'D' : ' '}`;
}

function inForm(character = '', kind: string | undefined): string | undefined {
  if (kind === 'L') return /[A-Z]/.test(character) ? character : letters[character];
  if (kind === 'D') return /\d/.test(character) ? character : digits[character];
  return undefined;
}
