import type { WidgetOptions } from '@winkwire/contract/host-messages';

const names = [
  'userToken',
  'templateId',
  'providers',
  'topProviders',
  'enableUpload',
  'enableSearchBar',
  'enableTypeBar',
  'companyName',
  'enableConsentPage',
  'locale',
  'theme',
] as const satisfies (keyof WidgetOptions)[];

/**
 * What goes to the frame, in the state of this moment: functions cannot cross, and what the page keeps beside the
 * options is none of the frame's business. The page knows language and colour scheme better than the frame does.
 */
export function widgetOptions(options: WidgetOptions): WidgetOptions {
  const picked: Partial<Record<keyof WidgetOptions, unknown>> = {};
  for (const name of names) {
    const value = options[name];
    if (value !== undefined && value !== null) picked[name] = Array.isArray(value) ? [...value] : value;
  }
  picked.locale ??= navigator.language;
  if (picked.theme !== 'light' && picked.theme !== 'dark') {
    picked.theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  return picked as WidgetOptions;
}
