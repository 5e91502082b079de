import type { Settled } from './settle-character.ts';

/* In the registration numbers of some countries, the place of a character decides whether it is a letter or a digit. */

/** The forms of India's PAN, and of Singapore's NRIC and FIN. L is a letter, and D a digit. */
const indian = 'LLLLLDDDDL';
const singaporean = 'LDDDDDDDL';
/** A number may be a PAN if this many of its first five characters were read as letters. */
const fewestLetters = 4;
/**
 * In a number that was read as ten or more digits, only the first two characters and the last one may really be
 * letters.
 */
const mostlyDigits = /^\d{10,}$/;

/** The letter that a misread digit probably is, and the reverse. Ambiguous characters, such as 0 or Z, are left out. */
const letters: Record<string, string> = { 2: 'Z', 5: 'S', 6: 'G', 8: 'B' };
const digits: Record<string, string> = { B: '8', D: '0', G: '6', I: '1', L: '1', O: '0', Q: '0', S: '5' };

/**
 * Uses the form of the number to replace characters that are unsure or impossible. All readings must agree on a
 * replacement, and it does not count as sure.
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

/** Returns the number that all readings agree on, if it has ten or more digits or the form of a country's numbers. */
export function agreedByForm(readings: readonly string[], isSingaporean: boolean): string | undefined {
  const [text = '', ...others] = readings;
  if (others.some((other) => other !== text)) return undefined;
  if (mostlyDigits.test(text)) return text;
  const form = formOf(readings, isSingaporean);
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

/** The form of a long number whose readings have the same digits. A space stands for a letter or a digit. */
function formOfDigits(readings: readonly string[]): string | undefined {
  const [text = '', ...others] = readings;
  if (!mostlyDigits.test(text) || others.some((other) => other !== text)) return undefined;
  // At the end of a number, a badly cut 0 is more frequent than an O.
  return `  ${'D'.repeat(text.length - 3)}${text.endsWith('0') ? 'D' : ' '}`;
}

function inForm(character = '', kind: string | undefined): string | undefined {
  if (kind === 'L') return /[A-Z]/.test(character) ? character : letters[character];
  if (kind === 'D') return /\d/.test(character) ? character : digits[character];
  return undefined;
}
