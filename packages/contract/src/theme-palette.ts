import { contrastOf, type Hex, mixColours } from './colour.ts';

/** The colours that a theme defines for the light or the dark scheme. All others follow from them. */
export interface ThemeColours {
  /** For buttons, the progress bar and the chosen entry. Its contrast with `surface` must be at least 3. */
  accent: Hex;
  surface: Hex;
  /** Its contrast with `surface` must be at least 4.5. */
  text: Hex;
}

/** The colours of the widget, by the name of their custom property in the styles. */
export type ThemePalette = Record<(typeof paletteNames)[number], Hex>;

const paletteNames = [
  'surface',
  'surface-sunken',
  'surface-hover',
  'ink',
  'ink-soft',
  'line',
  'line-strong',
  'accent',
  'accent-hover',
  'accent-ink',
  'accent-text',
  'accent-soft',
  'accent-soft-ink',
  'bad',
  'bad-soft',
  'bad-ink',
  'bad-contrast',
  'focus',
  'skeleton',
] as const;

/** Required by WCAG. `control` is for the parts that make a control visible. */
export const minimumContrast = { text: 4.5, control: 3 };

/** The pairs of colours in the widget's styles. */
export const themePairs: [front: keyof ThemePalette, ground: keyof ThemePalette, minimum: number][] = [
  ...grounds('ink', ['surface', 'surface-sunken', 'surface-hover', 'accent-soft', 'bad-soft'], 'text'),
  ...grounds('ink-soft', ['surface', 'surface-sunken', 'surface-hover', 'accent-soft'], 'text'),
  ...grounds('accent-text', ['surface', 'surface-sunken', 'surface-hover', 'accent-soft'], 'text'),
  ...grounds('accent-ink', ['accent', 'accent-hover'], 'text'),
  ...grounds('accent-soft-ink', ['accent-soft'], 'text'),
  ...grounds('bad', ['surface', 'surface-hover', 'bad-soft'], 'text'),
  ...grounds('bad-ink', ['bad-soft'], 'text'),
  ...grounds('bad-contrast', ['bad'], 'text'),
  ...grounds('accent', ['surface'], 'control'),
  ...grounds('line-strong', ['surface', 'surface-sunken', 'surface-hover'], 'control'),
  ...grounds('focus', ['surface', 'surface-sunken', 'surface-hover', 'accent-soft'], 'control'),
];

function grounds(
  front: keyof ThemePalette,
  on: (keyof ThemePalette)[],
  kind: keyof typeof minimumContrast,
): [keyof ThemePalette, keyof ThemePalette, number][] {
  return on.map((ground) => [front, ground, minimumContrast[kind]]);
}

/**
 * Derives the whole palette. If the text and the accent have enough contrast with the surface, every pair in
 * `themePairs` has enough.
 */
export function themePalette({ accent, surface, text }: ThemeColours): ThemePalette {
  const tint = (colour: Hex, part: number) => strongestTint({ surface, colour, part, text });
  const sunken = tint(text, 0.04);
  const hover = tint(text, 0.07);
  const soft = tint(accent, 0.12);
  const red = contrastOf('#ffffff', surface) < contrastOf('#000000', surface) ? '#b3261e' : '#ff8f85';
  const badSoft = tint(red, 0.1);
  const legible = (colour: Hex, on: Hex[]) => towards(text, { colour, on, minimum: minimumContrast.text });
  const accentText = legible(accent, [surface, sunken, hover, soft]);
  const bad = legible(red, [surface, hover, badSoft]);
  const accentInk = inkOn(accent);
  return {
    surface,
    'surface-sunken': sunken,
    'surface-hover': hover,
    ink: text,
    'ink-soft': legible(mixColours(surface, text, 0.62), [surface, sunken, hover, soft]),
    line: mixColours(surface, text, 0.14),
    'line-strong': towards(text, {
      colour: mixColours(surface, text, 0.4),
      on: [surface, sunken, hover],
      minimum: minimumContrast.control,
    }),
    accent,
    'accent-hover': mixColours(accent, accentInk === '#ffffff' ? '#000000' : '#ffffff', 0.12),
    'accent-ink': accentInk,
    'accent-text': accentText,
    'accent-soft': soft,
    'accent-soft-ink': accentText,
    bad,
    'bad-soft': badSoft,
    'bad-ink': bad,
    'bad-contrast': inkOn(bad),
    focus: accentText,
    skeleton: mixColours(surface, text, 0.09),
  };
}

/** White if its contrast is at least 4.5, otherwise black. The better of the two always has at least 4.58. */
function inkOn(colour: Hex): Hex {
  return contrastOf('#ffffff', colour) >= minimumContrast.text ? '#ffffff' : '#000000';
}

/** Mixes `part` of the colour into the surface, or less if `text` would be unreadable on the mixture. */
function strongestTint(wanted: { surface: Hex; colour: Hex; part: number; text: Hex }): Hex {
  const { surface, colour, part, text } = wanted;
  for (let share = part; share > 0; share -= 0.01) {
    const tinted = mixColours(surface, colour, share);
    if (contrastOf(text, tinted) >= minimumContrast.text) return tinted;
  }
  return surface;
}

/** Moves the colour towards the target until its contrast with all of `on` is high enough. */
function towards(target: Hex, { colour, on, minimum }: { colour: Hex; on: Hex[]; minimum: number }): Hex {
  for (let part = 0; part < 1; part += 0.04) {
    const mixed = mixColours(colour, target, part);
    if (on.every((ground) => contrastOf(mixed, ground) >= minimum)) return mixed;
  }
  return target;
}
