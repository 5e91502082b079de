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
 * The options as they are now, for the frame. Callbacks and unknown properties stay behind: functions cannot be
 * posted. Language and colour scheme are resolved here, because the page knows them better than the frame does.
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
