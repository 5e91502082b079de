import { colourDistance, contrastOf, type Hex, mixColours } from './colour.ts';
import { minimumContrast, type ThemeColours } from './theme-palette.ts';

/** The text or accent colour of a theme, if its contrast with the surface is too low. */
export interface ThemeFault {
  name: 'text' | 'accent';
  colour: Hex;
  surface: Hex;
  contrast: number;
  minimum: number;
  /** The nearest mixture of `colour` with black or white that has enough contrast. */
  nearest: Hex;
}

/**
 * Checks the text and then the accent. `themePalette` gives all other colours enough contrast, so no other pair is
 * checked.
 */
export function themeFault(colours: ThemeColours): ThemeFault | null {
  const { surface } = colours;
  for (const [name, minimum] of [
    ['text', minimumContrast.text],
    ['accent', minimumContrast.control],
  ] as const) {
    const colour = colours[name];
    const contrast = contrastOf(colour, surface);
    if (contrast >= minimum) continue;
    return {
      name,
      colour,
      surface,
      contrast,
      minimum,
      nearest: nearestPassing(colour, { surface, minimum }),
    };
  }
  return null;
}

/** The contrast is rounded down, because a failing contrast must not look like a passing one. */
export const describeFault = ({ name, colour, surface, contrast, minimum, nearest }: ThemeFault): string =>
  `${name} ${colour} on surface ${surface} has a contrast of ${(Math.floor(contrast * 100) / 100).toFixed(2)}, and needs ${minimum}. The nearest colour that passes is ${nearest}.`;

function nearestPassing(colour: Hex, { surface, minimum }: { surface: Hex; minimum: number }): Hex {
  const candidates = (['#000000', '#ffffff'] as const).flatMap((end) => {
    for (let step = 1; step <= 255; step += 1) {
      const mixed = mixColours(colour, end, step / 255);
      if (contrastOf(mixed, surface) >= minimum) return [mixed];
    }
    return [];
  });
  const [nearest = '#000000'] = candidates.sort(
    (one, other) => colourDistance(one, colour) - colourDistance(other, colour),
  );
  return nearest;
}
