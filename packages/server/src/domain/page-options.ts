import type { OpenSession } from '@winkwire/contract/widget-api';
import { themeSchemes } from '@winkwire/contract/widget-theme';
import { isLonger } from '../platform/count-characters.ts';
import { isBlankText } from '../platform/is-blank-text.ts';
import { shorten } from '../platform/shorten.ts';

export type PageOptions = OpenSession['options'];

/** Returns the value, or undefined if it cannot be used. */
type Reader = (value: unknown) => unknown;

const text =
  (longest: number): Reader =>
  (value) =>
    typeof value === 'string' && !isLonger(value, longest) ? value : undefined;
/** Matches text that is no name, because the loader made it from an object, a function or NaN. */
const isNoName = /^\[object \w+\]$|^NaN$|=>|^(async )?function\b|^class\b.*\{/s;
const companyName: Reader = (value) => (isNoName.test(String(value)) ? undefined : text(200)(value));
const oneOf =
  (values: readonly string[]): Reader =>
  (value) =>
    values.includes(value as string) ? value : undefined;
const flag: Reader = (value) => (typeof value === 'boolean' ? value : undefined);
const ids: Reader = (value) => {
  const isList = Array.isArray(value) && value.every((id) => typeof id === 'string');
  return isList ? value.filter((id) => !isBlank(id)) : undefined;
};

const readers: Record<keyof PageOptions, [read: Reader, advice: string]> = {
  templateId: [text(100), 'Pass the id of a wink template.'],
  providers: [ids, 'Pass an array of ids of providers.'],
  topProviders: [ids, 'Pass an array of ids of providers.'],
  enableUpload: [flag, 'Pass true or false.'],
  enableSearchBar: [flag, 'Pass true or false.'],
  enableTypeBar: [flag, 'Pass true or false.'],
  companyName: [companyName, 'Pass a string of at most 200 characters.'],
  enableConsentPage: [flag, 'Pass true or false.'],
  locale: [text(100), 'Pass a language tag, such as en or es-MX.'],
  returnUrl: [text(2000), 'Pass a URL of at most 2,000 characters.'],
  theme: [oneOf(themeSchemes), "Pass 'light', 'dark' or 'auto'."],
};

/**
 * Reads the options of the host page. A blank option counts as absent, because pages pass `''` and `null` for what they
 * do not use. An unusable option only causes a warning, so that the user still sees the widget.
 */
export function readPageOptions(given: Partial<Record<keyof PageOptions, unknown>>): {
  options: PageOptions;
  warnings: string[];
} {
  const options: Record<string, unknown> = {};
  const warnings: string[] = [];
  for (const [name, [read, advice]] of Object.entries(readers)) {
    const value = given[name as keyof PageOptions];
    if (isBlank(value)) continue;
    const usable = read(value);
    if (usable === undefined) warnings.push(`${name} is ignored, because it is ${excerpt(value)}. ${advice}`);
    else options[name] = usable;
  }
  return { options, warnings };
}

const isBlank = (value: unknown): boolean =>
  value == null || (typeof value === 'string' && isBlankText(value));

function excerpt(value: unknown): string {
  return shorten(JSON.stringify(value), 60);
}
