import type { ThemePalette } from './theme-palette.ts';

export const themeSchemes = ['light', 'dark', 'auto'] as const;

/** Every device has these fonts. A theme cannot name other fonts, so a style sheet contains no free text. */
export const themeFonts = ['system', 'humanist', 'rounded', 'serif'] as const;

/** In pixels. */
export const largestRadius = 24;

/** The look of one session. For a field that is null, the widget keeps its own value. */
export interface WidgetTheme {
  scheme: (typeof themeSchemes)[number];
  light: ThemePalette | null;
  dark: ThemePalette | null;
  /** In pixels. */
  radius: number | null;
  font: (typeof themeFonts)[number];
}
