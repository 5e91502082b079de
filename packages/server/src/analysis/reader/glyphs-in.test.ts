import { expect, test } from 'vitest';
import { cannotBe, shapeOf } from './glyph-shape.ts';
import { glyphsIn } from './glyphs-in.ts';
import type { Blob } from './ink-blobs.ts';
import type { Picture } from './picture.ts';

/** Each character becomes a square of 4 x 4 pixels. A space is paper. */
function drawn(...rows: string[]): Picture {
  const scale = 4;
  const [width, height] = [(rows[0]?.length ?? 0) * scale, rows.length * scale];
  const data = new Uint8Array(width * height).fill(255);
  for (const at of data.keys()) {
    const [x, y] = [at % width, Math.floor(at / width)];
    if (rows[Math.floor(y / scale)]?.[Math.floor(x / scale)] !== ' ') data[at] = 20;
  }
  return { data, width, height };
}

const whole = ({ width, height }: Picture): Blob => ({ left: 0, top: 0, right: width, bottom: height });

test('the colon before a number does not count as a glyph', () => {
  const picture = drawn(
    '            ',
    '    ### ### ',
    ' #  #   #   ',
    '    ### ### ',
    '      #   # ',
    ' #  ### ### ',
    '            ',
  );
  const glyphs = glyphsIn(picture, whole(picture), { letter: 20, count: 2 });
  expect(glyphs?.map(({ left, right }) => [left, right])).toEqual([
    [16, 28],
    [32, 44],
  ]);
});

test('a Z can be neither a 2 nor a 7, and each of these can be itself', () => {
  const letters = {
    Z: drawn('      ', ' #### ', '   ## ', '  ##  ', ' ##   ', ' #### ', '      '),
    2: drawn('      ', ' ###  ', ' #  # ', '   #  ', '  #   ', ' #### ', '      '),
    7: drawn('      ', ' #### ', '    # ', '   #  ', '  #   ', '  #   ', '      '),
  };
  const excluded = Object.entries(letters).map(([letter, picture]) => {
    const [glyph] = glyphsIn(picture, whole(picture), { letter: 20, count: 1 }) ?? [];
    if (!glyph) throw new Error('No glyph was found.');
    const shape = shapeOf(picture, glyph);
    return [letter, ['2', '7', '5'].filter((digit) => cannotBe(shape, digit)).join('')];
  });
  expect(Object.fromEntries(excluded)).toEqual({ Z: '27', 2: '7', 7: '2' });
});
