import { colourDistance, contrastOf, type Hex, mixColours } from './colour.ts';
import { minimumContrast, type ThemeColours } from './theme-palette.ts';

/** A text or accent colour of a theme whose contrast with the surface is too low. */
export interface ThemeFault {
  name: 'text' | 'accent';
  colour: Hex;
  surface: Hex;
  contrast: number;
  minimum: number;
  /** The colour nearest to `colour` that has enough contrast with the surface. */
  nearest: Hex;
}

/**
 * The first of the theme's two pairs that has too little contrast: text on surface, or accent on surface. Null if both
 * have enough. All other colours are derived from these three. If the three have enough contrast, all others have
 * enough too.
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

/**
 * Describes a fault. The contrast is rounded down. Otherwise, a contrast that fails could be printed as one that
 * passes.
 */
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
