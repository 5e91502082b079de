import type { WidgetOptions } from '@winkwire/contract/host-messages';
import type { Theme } from '@winkwire/contract/resources/wink-template';
import { themePalette } from '@winkwire/contract/theme-palette';
import type { WidgetTheme } from '@winkwire/contract/widget-theme';

/** The host page's scheme overrides the template's. */
export const widgetTheme = (theme: Theme | null, scheme: WidgetOptions['theme']): WidgetTheme => ({
  scheme: scheme ?? theme?.scheme ?? 'auto',
  light: theme?.light ? themePalette(theme.light) : null,
  dark: theme?.dark ? themePalette(theme.dark) : null,
  radius: theme?.radius ?? null,
  font: theme?.font ?? 'system',
});
