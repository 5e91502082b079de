import type { LoginOption } from '@winkwire/contract/widget-api';
import type { Texts } from './texts/en.ts';

/** What distinguishes a way to sign in: its first field, or that it has none, or that it is elsewhere. */
export function loginOptionLabel(option: LoginOption, { login, loginOptions }: Texts): string {
  if (option.kind === 'REDIRECT') return loginOptions.ownPage;
  const [name] = option.fields;
  return name ? login.fields[name] : loginOptions.none;
}
