const lookAlikes = ['27Z', '58S', '0ODQ', '1IL', '8B', '6G'];

export const isLookAlike = (one: string, other: string | undefined): boolean =>
  other !== undefined && lookAlikes.some((group) => group.includes(one) && group.includes(other));

/*
 * The limits `same` and `unlike` were measured on 11 pages with 94 numbers. Every digit 2, 5, 7 and 8 had a likeness of
 * at least 0.84 to the same digit on its page. Every Z had a likeness of at most 0.77 to a 2.
 */
/** A glyph with at least this likeness to a digit is that digit, if a reading says so too. */
const same = 0.85;
/** A glyph with less likeness to a digit than this is not certain to be that digit. */
const unlike = 0.77;

/**
 * A decided character. It is sure in three cases: if its shape confirms it, if its shape excludes all look-alikes, or
 * if it has no look-alikes and all readings agree.
 */
export interface Settled {
  character: string;
  isSure: boolean;
}

/**
 * Decides which character a glyph is. Undefined if the readings and the shape do not decide, or contradict each other.
 * `likenessTo` returns 0 for a digit that the shape excludes. `single` is a reading of the glyph alone, as a letter.
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
    // Without its neighbours, a glyph may be read as any letter. So `single` counts only if it looks like a character
    // in `read`.
    const alone = single && alike.includes(single) ? [single] : [];
    const letters = new Set([...read, ...alone].filter((character) => /[A-Z]/.test(character)));
    const [letter = ''] = letters;
    // If the likeness to a possible digit is not known, the glyph may still be this digit.
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
