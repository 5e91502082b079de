import type { Settled } from './settle-character.ts';

/*
 * The registration numbers of some countries have letters and digits in known places. If the shape of a character does
 * not decide which of two look-alikes it is, its place may decide that.
 */

/**
 * The forms of India's tax number (PAN), and of Singapore's identity numbers (NRIC and FIN). L is a letter, and D is a
 * digit.
 */
const indian = 'LLLLLDDDDL';
const singaporean = 'LDDDDDDDL';
/** A number may be a PAN if at least this many of its first five characters were read as letters. */
const fewestLetters = 4;
/** If a number is read as ten or more digits, only its first two characters and its last one may really be letters. */
const mostlyDigits = /^\d{10,}$/;

/**
 * If a digit was read where the form requires a letter, `letters` has the letter that it probably is. If a letter was
 * read where the form requires a digit, `digits` has the digit. A character that could be one of several others, such
 * as 0 or Z, is left out.
 */
const letters: Record<string, string> = { 2: 'Z', 5: 'S', 6: 'G', 8: 'B' };
const digits: Record<string, string> = { B: '8', D: '0', G: '6', I: '1', L: '1', O: '0', Q: '0', S: '5' };

/**
 * Completes a number by its form, which says where a letter or a digit must stand. Replaces the characters that are not
 * sure or are of the wrong kind, as follows. In each reading of the right length, look-alikes of the wrong kind are
 * exchanged first. If all these readings then agree on a character, it becomes the new one, but counts as not sure.
 *
 * Otherwise, the old character stays. It also stays if fewer than two readings have the right length, or if the form
 * does not say which kind of character belongs in this place.
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
 * Returns the number that all readings agree on. It must consist of ten or more digits, or have the form of a country's
 * numbers after look-alikes have been exchanged. Otherwise, returns undefined. The length of a returned number is
 * right, even if its picture cannot be cut into as many glyphs.
 */
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

/**
 * The form of a long number, if all its readings have the same digits. A space stands for a place that may have a digit
 * or a letter.
 */
function formOfDigits(readings: readonly string[]): string | undefined {
  const [text = '', ...others] = readings;
  if (!mostlyDigits.test(text) || others.some((other) => other !== text)) return undefined;
  // A 0 at the end counts as a digit, because an O there is rarer than a 0 whose glyph was cut wrongly.
  return `  ${'D'.repeat(text.length - 3)}${text.endsWith('0') ? 'D' : ' '}`;
}

function inForm(character = '', kind: string | undefined): string | undefined {
  if (kind === 'L') return /[A-Z]/.test(character) ? character : letters[character];
  if (kind === 'D') return /\d/.test(character) ? character : digits[character];
  return undefined;
}
