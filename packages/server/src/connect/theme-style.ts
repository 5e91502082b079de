import type { ThemePalette } from '@winkwire/contract/theme-palette';
import type { WidgetTheme } from '@winkwire/contract/widget-theme';

/** The custom properties of connect.css, and the colour of the widget's palette for each. */
const colours = {
  page: 'surface-sunken',
  card: 'surface',
  ink: 'ink',
  soft: 'ink-soft',
  line: 'line',
  accent: 'accent',
  'accent-ink': 'accent-ink',
  good: 'accent-soft-ink',
  'good-soft': 'accent-soft',
  bad: 'bad-ink',
  'bad-soft': 'bad-soft',
} as const satisfies Record<string, keyof ThemePalette>;

/**
 * The style sheet that gives a page the theme of a template. From the theme, it takes only the scheme and the colours
 * of the palette. If the theme has no colours for the light or for the dark scheme, the page keeps its own colours in
 * that scheme.
 */
export function themeStyle({ scheme, light, dark }: WidgetTheme): string {
  if (scheme !== 'auto') {
    const palette = scheme === 'dark' ? dark : light;
    return palette ? `:root { color-scheme: ${scheme}; ${declarations(palette)} }` : '';
  }
  const inLight = light ? `@media (prefers-color-scheme: light) { :root { ${declarations(light)} } }` : '';
  const inDark = dark ? `@media (prefers-color-scheme: dark) { :root { ${declarations(dark)} } }` : '';
  return inLight + inDark;
}

const declarations = (palette: ThemePalette): string =>
  Object.entries(colours)
    .map(([property, colour]) => `--${property}: ${palette[colour]};`)
    .join(' ');
