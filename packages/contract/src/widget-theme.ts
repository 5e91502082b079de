import type { ThemePalette } from './theme-palette.ts';

export const themeSchemes = ['light', 'dark', 'auto'] as const;

/**
 * The kinds of fonts that a theme can have. Every device has a font of each kind. A theme cannot name any other
 * font, so that no free text of a request becomes part of a style sheet.
 */
export const themeFonts = ['system', 'humanist', 'rounded', 'serif'] as const;

/** The maximum radius of corners, in pixels. */
export const largestRadius = 24;

/** The look of one session, as the frame applies it. If a field is null, the widget keeps its own value. */
export interface WidgetTheme {
  scheme: (typeof themeSchemes)[number];
  light: ThemePalette | null;
  dark: ThemePalette | null;
  /** The radius of corners, in pixels. */
  radius: number | null;
  font: (typeof themeFonts)[number];
}
