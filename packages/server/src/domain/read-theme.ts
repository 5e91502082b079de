import type { Hex } from '@winkwire/contract/colour';
import type { Theme } from '@winkwire/contract/resources/wink-template';
import { describeFault, themeFault } from '@winkwire/contract/theme-fault';
import type { ThemeColours } from '@winkwire/contract/theme-palette';
import { Failure } from '../platform/failure.ts';

/**
 * Throws INVALID_PARAMETERS if two colours have too little contrast, or if the scheme `auto` has colours for only one
 * of `light` and `dark`.
 */
export function readTheme(given: Theme | null): Theme | null {
  if (given === null) return null;
  const theme = { ...given, light: inLowerCase(given.light), dark: inLowerCase(given.dark) };
  for (const scheme of ['light', 'dark'] as const) {
    const colours = theme[scheme];
    const fault = colours && themeFault(colours);
    if (fault) throw new Failure('INVALID_PARAMETERS', `theme.${scheme}: ${describeFault(fault)}`);
  }
  if (theme.scheme === 'auto' && Boolean(theme.light) !== Boolean(theme.dark)) {
    const missing = theme.light ? 'dark' : 'light';
    throw new Failure(
      'INVALID_PARAMETERS',
      `theme.${missing}: is missing, and the scheme auto needs it for some users. Give light and dark, or set scheme to ${theme.light ? 'light' : 'dark'}.`,
    );
  }
  return theme;
}

function inLowerCase(colours: ThemeColours | null): ThemeColours | null {
  if (!colours) return null;
  const lower = (colour: Hex) => colour.toLowerCase() as Hex;
  return { accent: lower(colours.accent), surface: lower(colours.surface), text: lower(colours.text) };
}
