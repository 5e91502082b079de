const letter = /\p{L}/u;
const fromRightToLeft =
  /[\p{Script=Adlm}\p{Script=Arab}\p{Script=Hebr}\p{Script=Nkoo}\p{Script=Rohg}\p{Script=Syrc}\p{Script=Thaa}]/u;

/**
 * The direction in which a text of an unknown language is written, derived from its first letter. HTML's `dir="auto"`
 * does the same, but some mail programs do not know it.
 */
export function textDirection(text: string): 'ltr' | 'rtl' {
  const [first = ''] = letter.exec(text) ?? [];
  return fromRightToLeft.test(first) ? 'rtl' : 'ltr';
}
