import type { ThemePalette } from '@winkwire/contract/theme-palette';
import type { WidgetTheme } from '@winkwire/contract/widget-theme';

/** The custom properties of connect.css, and which colour of the widget's palette each of them gets. */
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
 * The style sheet that gives a page the scheme and the colours of a template's theme. A theme may have colours for
 * light, for dark, or for both. If it has none for the scheme that is shown, the page keeps its own colours.
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
