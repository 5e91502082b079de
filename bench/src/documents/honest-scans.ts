import { makeDocument } from './make-document.ts';
import type { Pixels, Point } from './pixels.ts';
import type { Random } from './random.ts';
import { type Area, areaOf, pasteText } from './retouch.ts';
import { type Retouch, scan } from './scan.ts';
import { height, type Placed, width } from './sheet.ts';
import type { Tampering } from './tampering.ts';

/** Scans that were saved again without a change of their values. */
export const honestScans: Tampering[] = [
  savedAgain('a scan saved again', () => async (page) => page),
  savedAgain('a scan cropped and saved again', (random) => async (page) => cropped(page, random)),
  savedAgain(
    'a scan with a value under a black bar',
    (random, placed) => async (page, place) => covered(page, areaOf(random.pick(placed), place)),
  ),
  savedAgain("a scan with an app's line below the page", (random) => async (page) => {
    const text = 'Scanned with Made-Up Scanner';
    const placed: Placed = { mark: '', text, left: 400, right: 540, baseline: 836, size: 9 };
    // A scanner app prints its name parallel to the picture's lower edge, even if the page is skewed.
    const place = (x: number, y: number): Point => [(x * page.width) / width, (y * page.height) / height];
    return pasteText(page, { placed, text, paste: 'typed over white', place }, random);
  }),
];

function savedAgain(name: string, retouch: (random: Random, placed: Placed[]) => Retouch): Tampering {
  return {
    name,
    make: async (key, random) => {
      const { pdf, placed } = await makeDocument(key);
      return (await scan(pdf, random, retouch(random, placed))).bytes;
    },
  };
}

function cropped(page: Pixels, random: Random): Pixels {
  const [left, top] = [random.integer(0, 20), random.integer(0, 20)];
  const size = {
    width: page.width - left - random.integer(0, 20),
    height: page.height - top - random.integer(0, 20),
  };
  const part = new Uint8Array(size.width * size.height);
  for (let y = 0; y < size.height; y++) {
    const from = (top + y) * page.width + left;
    part.set(page.data.subarray(from, from + size.width), y * size.width);
  }
  return { ...size, data: part };
}

function covered(page: Pixels, area: Area): Pixels {
  const data = new Uint8Array(page.data);
  for (let y = area.top; y < area.top + area.height; y++)
    data.fill(0, y * page.width + area.left, y * page.width + area.left + area.width);
  return { ...page, data };
}
