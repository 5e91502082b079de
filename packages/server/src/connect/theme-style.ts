import type { ThemePalette } from '@winkwire/contract/theme-palette';
import type { WidgetTheme } from '@winkwire/contract/widget-theme';

/** Maps the custom properties of connect.css to colours of the widget's palette. */
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
 * The style of a template's theme. A theme may have colours for light, for dark, or for both. Without colours for the
 * shown scheme, the page keeps its own colours.
 */
export function themeStyle({ scheme, light, dark }: WidgetTheme): string {
  if (scheme !== 'auto') {
    const palette = scheme === 'dark' ? dark : light;
    return `:root { color-scheme: ${scheme};${palette ? ` ${declarations(palette)}` : ''} }`;
  }
  const inLight = light ? `@media (prefers-color-scheme: light) { :root { ${declarations(light)} } }` : '';
  const inDark = dark ? `@media (prefers-color-scheme: dark) { :root { ${declarations(dark)} } }` : '';
  return inLight + inDark;
}

const declarations = (palette: ThemePalette): string =>
  Object.entries(colours)
    .map(([property, colour]) => `--${property}: ${palette[colour]};`)
    .join(' ');
