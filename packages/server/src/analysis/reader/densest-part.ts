import { cropPicture, type Picture } from './picture.ts';
import { inkOf, reduce } from './skew.ts';

/** The size of the part, as shares of the page. */
const partWidth = 0.6;
const partHeight = 0.25;
/** How many heights are tried. */
const steps = 15;

/** The part of a page that has the most ink: probably lines of text. */
export function densestPart(picture: Picture): Picture {
  const small = reduce(picture);
  const { ys } = inkOf(small);
  let best = 0;
  let most = -1;
  for (let step = 0; step <= steps; step++) {
    const top = (step / steps) * (1 - partHeight) * small.height;
    const ink = ys.filter((y) => y >= top && y < top + partHeight * small.height).length;
    if (ink > most) [best, most] = [step, ink];
  }
  return cropPicture(picture, {
    left: Math.floor((picture.width * (1 - partWidth)) / 2),
    top: Math.floor((best / steps) * (1 - partHeight) * picture.height),
    width: Math.floor(picture.width * partWidth),
    height: Math.floor(picture.height * partHeight),
  });
}
