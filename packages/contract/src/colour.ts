/** A colour in the form `#rrggbb`. */
export type Hex = `#${string}`;

type Channels = [red: number, green: number, blue: number];

const channelsOf = (hex: Hex): Channels =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Channels;

/** Mixes two colours. `part` is the weight of the second colour, from 0 to 1. */
export function mixColours(first: Hex, second: Hex, part: number): Hex {
  const [from, to] = [channelsOf(first), channelsOf(second)];
  const mixed = from.map((value, index) => Math.round(value + ((to[index] ?? value) - value) * part));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** The contrast of two colours by WCAG 2, from 1 to 21. */
export function contrastOf(first: Hex, second: Hex): number {
  const [dark, light] = [luminanceOf(first), luminanceOf(second)].sort((one, other) => one - other);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** The distance between two colours as points in RGB. */
export function colourDistance(first: Hex, second: Hex): number {
  const to = channelsOf(second);
  return Math.hypot(...channelsOf(first).map((value, index) => value - (to[index] ?? value)));
}

function luminanceOf(hex: Hex): number {
  const [red, green, blue] = channelsOf(hex).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
