import type { Word } from '../layout.ts';
import { type GlyphShape, isOfSameSize, shapeOf } from './glyph-shape.ts';
import { glyphsIn } from './glyphs-in.ts';
import type { Picture } from './picture.ts';

/**
 * If a number was read with at least this confidence, the shapes of its digits are kept as samples. Glyphs that may be
 * misread are compared with the samples.
 */
const surelyRead = 0.85;
/** The maximum number of samples of one digit. Further samples add nothing. */
const mostOfDigit = 16;

/** The shapes of each digit on the page, from the numbers that were read reliably. */
export type DigitShapes = ReadonlyMap<string, readonly GlyphShape[]>;

/** The samples of a digit that are about as large as this glyph. */
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
