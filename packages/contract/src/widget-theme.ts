import type { ThemePalette } from './theme-palette.ts';

export const themeSchemes = ['light', 'dark', 'auto'] as const;

/** Fonts that every device has one of. A closed list, so that no text of a stranger becomes a style. */
export const themeFonts = ['system', 'humanist', 'rounded', 'serif'] as const;

/** The look of one session, as the frame applies it. What is null keeps the widget's own. */
export interface WidgetTheme {
  scheme: (typeof themeSchemes)[number];
  light: ThemePalette | null;
  dark: ThemePalette | null;
  /** In pixels. */
  radius: number | null;
  font: (typeof themeFonts)[number];
}
