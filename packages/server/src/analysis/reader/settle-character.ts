/** Letters and digits that the recogniser takes for each other. */
const lookAlikes = ['27Z', '58S', '0ODQ', '1IL', '8B', '6G'];

export const isLookAlike = (one: string, other: string | undefined): boolean =>
  other !== undefined && lookAlikes.some((group) => group.includes(one) && group.includes(other));

/*
 * The limits `same` and `unlike` were measured on 94 numbers of 11 pages. Every 2, 5, 7 and 8 had a likeness of at
 * least 0.84 to the same digit elsewhere on its page. A 0, 1 or 6 had less in a few places, where characters had been
 * cut wrongly. The highest likeness of a letter to a digit was 0.77 for Z and 2, 0.72 for S and 5, 0.80 for B and 8,
 * 0.84 for O and 0, and 0.86 for I and 1. So an O and an I often remain undecided.
 */
/** A glyph with at least this likeness to a digit of the page is that digit, if a reading says so too. */
const same = 0.85;
/** A glyph is not a certain digit if its likeness to this digit is less than this. */
const unlike = 0.77;

/**
 * A decided character. It is sure if its shape confirms it, if its shape excludes each digit that looks like it, or if
 * all readings agree and it has no look-alikes.
 */
export interface Settled {
  character: string;
  isSure: boolean;
}

/**
 * Decides which character a glyph is. Returns undefined if the readings and the shape do not decide, or contradict each
 * other.
 *
 * `read` is what each reading took the glyph for. `likenessTo` returns how similar the glyph is to the most similar
 * sample of a digit on the same page. Without a sample, it returns 0 for a digit that the glyph's shape excludes, and
 * undefined for any other digit. `single` is a reading of the glyph alone, in which the recogniser may return only
 * letters. It is undefined if there is no such reading.
 */
export function settleCharacter(
  read: readonly string[],
  likenessTo: (digit: string) => number | undefined,
  single: string | undefined,
): Settled | undefined {
  const [usual, count] = mostFrequent(read);
  const isAgreed = read.length > 1 && count === read.length;
  const alike = lookAlikes.filter((group) => read.some((character) => group.includes(character))).join('');
  if (alike === '') return count > 1 ? { character: usual, isSure: isAgreed } : undefined;
  const possible = [...new Set(alike.replace(/\D/g, ''))];
  const digits = possible.filter((digit) => read.includes(digit) || likenessTo(digit) !== undefined);
  const [nearest = ''] = digits.toSorted((one, other) => (likenessTo(other) ?? 0) - (likenessTo(one) ?? 0));
  if ((likenessTo(nearest) ?? 0) >= same && read.includes(nearest))
    return { character: nearest, isSure: true };
  if (digits.every((digit) => (likenessTo(digit) ?? 1) < unlike)) {
    // A glyph that is read alone may be taken for any letter. So this reading counts only if it is a look-alike of
    // another reading.
    const alone = single && alike.includes(single) ? [single] : [];
    const letters = new Set([...read, ...alone].filter((character) => /[A-Z]/.test(character)));
    const [letter = ''] = letters;
    // If the likeness to a possible digit is not known, the glyph may be this digit, misread as the letter.
    const isSure = possible.every((digit) => likenessTo(digit) !== undefined);
    return letters.size === 1 && alike.includes(letter) ? { character: letter, isSure } : undefined;
  }
  return isAgreed ? { character: usual, isSure: false } : undefined;
}

function mostFrequent(read: readonly string[]): [character: string, count: number] {
  const count = (character: string) => read.filter((other) => other === character).length;
  const [usual = ''] = read.toSorted((one, other) => count(other) - count(one));
  return [usual, count(usual)];
}
