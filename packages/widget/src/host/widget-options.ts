import type { WidgetOptions } from '@winkwire/contract/host-messages';

/** One string, because the loader is larger with an array. A test passes every option. */
const names =
  'templateId providers topProviders enableUpload enableSearchBar enableTypeBar companyName enableConsentPage locale theme returnUrl'.split(
    ' ',
  ) as (keyof WidgetOptions)[];

/**
 * Returns the options that can be sent to the frame. Callbacks are left out. A value of a wrong type becomes a string,
 * so that the server can report it.
 */
export function widgetOptions(options: WidgetOptions): WidgetOptions {
  const picked: Partial<Record<keyof WidgetOptions, unknown>> = { userToken: options.userToken };
  for (const name of names) {
    try {
      const value: unknown = options[name] ?? '';
      if (value === '') continue;
      if (typeof value === 'boolean') picked[name] = value;
      else if (Array.isArray(value) && /roviders$/.test(name))
        picked[name] = value.slice(0, 500).map((id) => String(id).slice(0, 64));
      else picked[name] = String(value).slice(0, 2000);
    } catch {
      // A getter may throw, and some objects cannot become a string, for example a module. The option is then left out.
    }
  }
  return picked as WidgetOptions;
}
