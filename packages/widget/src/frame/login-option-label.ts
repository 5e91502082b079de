import type { LoginOption } from '@winkwire/contract/widget-api';
import type { Texts } from './texts/en.ts';

/**
 * The label of a way to sign in. It names the first field of the form, or the provider's own page. A form without
 * fields has its own label.
 */
export function loginOptionLabel(option: LoginOption, { login, loginOptions }: Texts): string {
  if (option.kind === 'REDIRECT') return loginOptions.ownPage;
  const [name] = option.fields;
  return name ? login.fields[name] : loginOptions.none;
}
