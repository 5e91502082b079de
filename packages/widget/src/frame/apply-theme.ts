import type { WidgetTheme } from '@winkwire/contract/widget-theme';

/** A theme has only colours, a number and words from fixed lists, so it cannot add other styles. */
export function applyTheme(theme: WidgetTheme, prefersDark: boolean): void {
  const { style, dataset } = document.documentElement;
  const palette = theme[showScheme(theme.scheme, prefersDark)];
  for (const [name, colour] of Object.entries(palette ?? {})) style.setProperty(`--${name}`, colour);
  if (palette && matchMedia('(prefers-contrast: more)').matches) {
    style.setProperty('--ink-soft', palette.ink);
    style.setProperty('--line', palette['line-strong']);
  }
  if (theme.radius !== null) {
    style.setProperty('--radius', `${theme.radius}px`);
    style.setProperty('--radius-card', `${theme.radius * 2}px`);
  }
  dataset.font = theme.font;
}

/** `prefersDark` is used only if `scheme` is neither `light` nor `dark`. */
export function showScheme(scheme: string, prefersDark: boolean): 'light' | 'dark' {
  const isDark = scheme === 'dark' || (scheme !== 'light' && prefersDark);
  const shown = isDark ? 'dark' : 'light';
  document.documentElement.dataset.theme = shown;
  return shown;
}
