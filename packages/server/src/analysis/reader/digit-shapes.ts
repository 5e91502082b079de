import type { Word } from '../layout.ts';
import { type GlyphShape, isOfSameSize, shapeOf } from './glyph-shape.ts';
import { glyphsIn } from './glyphs-in.ts';
import type { Picture } from './picture.ts';

/** The shapes of digits are kept as samples if their number was read with this confidence. */
const surelyRead = 0.85;
/** Further samples of a digit add nothing. */
const mostOfDigit = 16;

/** The shapes of each digit on the page, from reliably read numbers. */
export type DigitShapes = ReadonlyMap<string, readonly GlyphShape[]>;

export const samplesOf = (shapes: DigitShapes, digit: string, glyph: GlyphShape): readonly GlyphShape[] =>
  shapes.get(digit)?.filter((sample) => isOfSameSize(sample, glyph)) ?? [];

export function digitShapes(
  picture: Picture,
  { words, letter }: { words: readonly Word[]; letter: number },
): DigitShapes {
  const shapes = new Map<string, GlyphShape[]>();
  for (const word of words) {
    if (word.confidence < surelyRead || !/^[\d.,:-]+$/.test(word.text)) continue;
    const digits = word.text.replace(/\D/g, '');
    const glyphs = glyphsIn(picture, word, { letter, count: digits.length });
    for (const [at, glyph] of (glyphs ?? []).entries()) {
      const digit = digits[at] as string;
      if (glyph.isCutOut) continue;
      const known = shapes.get(digit) ?? [];
      if (known.length < mostOfDigit) shapes.set(digit, [...known, shapeOf(picture, glyph)]);
    }
  }
  return shapes;
}
