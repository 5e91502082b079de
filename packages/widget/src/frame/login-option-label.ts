import type { LoginOption } from '@winkwire/contract/widget-api';
import type { Texts } from './texts/en.ts';

/**
 * The label of a way to sign in: its first field, or that it has no field, or that it is at the provider's own page.
 */
export function loginOptionLabel(option: LoginOption, { login, loginOptions }: Texts): string {
  if (option.kind === 'REDIRECT') return loginOptions.ownPage;
  const [name] = option.fields;
  return name ? login.fields[name] : loginOptions.none;
}
