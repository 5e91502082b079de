import type { Blob } from './ink-blobs.ts';
import { type RecognisedWord, recognise } from './ocr.ts';
import { type Picture, valueBetween } from './picture.ts';
import { sharpen } from './sharpen.ts';

const enlargedLetter = 32;
const mostGrowth = 3;
/** `blur` is that of a lens a little out of focus, in pixels. `sharpening` says how strongly `sharpen` reverses it. */
const blur = 1.4;
const sharpening = 2;

/**
 * In multiples of a letter's height. Without a white border, the recogniser reads a comma as a dot, and often nothing
 * at all.
 */
const whiteBorder = 0.7;

/**
 * Reads one place of a page as a line, enlarged. With `isDoubtful`, words of any confidence are returned, and the
 * caller must check them.
 */
export async function readPlace(
  picture: Picture,
  place: Blob,
  { letter, isSharpened, isDoubtful = false }: { letter: number; isSharpened: boolean; isDoubtful?: boolean },
): Promise<RecognisedWord[]> {
  const scale = growthOf(letter);
  const border = Math.round(whiteBorder * letter * scale);
  const margin = letter / 2;
  const [left, top] = [Math.max(0, place.left - margin), Math.max(0, place.top - margin / 2)];
  const [right, bottom] = [
    Math.min(picture.width, place.right + margin),
    Math.min(picture.height, place.bottom + margin / 2),
  ];
  const large = bordered(enlarged(picture, { left, top, right, bottom }, scale), border);
  const shown = isSharpened ? sharpened(large, scale) : large;
  return (await recognise(shown, 'line', isDoubtful ? 0 : undefined)).map((word) => ({
    ...word,
    left: left + (word.left - border) / scale,
    right: left + (word.right - border) / scale,
    top: top + (word.top - border) / scale,
    bottom: top + (word.bottom - border) / scale,
  }));
}

/** Reads a single character as a capital letter. Undefined if the recogniser finds none. */
export async function readGlyph(picture: Picture, glyph: Blob, letter: number): Promise<string | undefined> {
  const margin = letter / 2;
  const place = {
    left: glyph.left - margin,
    right: glyph.right + margin,
    top: glyph.top - margin,
    bottom: glyph.bottom + margin,
  };
  const scale = growthOf(letter);
  const alone = whitened(enlarged(picture, place, scale), { glyph, place, scale });
  for (const shown of [alone, sharpened(alone, scale)]) {
    const [word] = await recognise(shown, 'capital');
    if (word && /^[A-Z]$/.test(word.text)) return word.text;
  }
  return undefined;
}

const growthOf = (letter: number): number => Math.min(mostGrowth, Math.max(1, enlargedLetter / letter));

const sharpened = (picture: Picture, scale: number): Picture =>
  sharpen(picture, { sigma: blur * scale, amount: sharpening });

function whitened(
  { data, width, height }: Picture,
  { glyph, place, scale }: { glyph: Blob; place: Blob; scale: number },
): Picture {
  const from = (glyph.left - 1 - place.left) * scale;
  const to = (glyph.right + 1 - place.left) * scale;
  return {
    data: data.map((value, at) => (at % width >= from && at % width < to ? value : 255)),
    width,
    height,
  };
}

function bordered({ data, width, height }: Picture, border: number): Picture {
  const wide = width + 2 * border;
  const target = new Uint8Array(wide * (height + 2 * border)).fill(255);
  for (let y = 0; y < height; y++)
    target.set(data.subarray(y * width, (y + 1) * width), (y + border) * wide + border);
  return { data: target, width: wide, height: height + 2 * border };
}

function enlarged(picture: Picture, { left, top, right, bottom }: Blob, scale: number): Picture {
  const width = Math.max(1, Math.round((right - left) * scale));
  const height = Math.max(1, Math.round((bottom - top) * scale));
  const data = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data[at++] = valueBetween(picture, left + x / scale, top + y / scale);
  }
  return { data, width, height };
}
