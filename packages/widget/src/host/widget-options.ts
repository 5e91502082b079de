import type { WidgetOptions } from '@winkwire/contract/host-messages';

const names = [
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
  'returnUrl',
] as const satisfies (keyof WidgetOptions)[];

/**
 * The current options, in the form in which they are posted to the frame. Only known options are included.
 * Callbacks are left out, because functions cannot be posted. A value of a wrong type is converted to text, so that
 * it can be posted and the server can report it.
 */
export function widgetOptions(options: WidgetOptions): WidgetOptions {
  const picked: Partial<Record<keyof WidgetOptions, unknown>> = { userToken: options.userToken };
  for (const name of names) {
    const value: unknown = options[name] ?? '';
    if (value === '') continue;
    try {
      if (typeof value === 'boolean') picked[name] = value;
      else if (Array.isArray(value) && /roviders$/.test(name))
        picked[name] = value.slice(0, 500).map((id) => String(id).slice(0, 64));
      else picked[name] = String(value).slice(0, 2000);
    } catch {
      // Some objects cannot become text, such as a module, which has no prototype. The option then counts as absent.
    }
  }
  return picked as WidgetOptions;
}
