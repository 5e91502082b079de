import type { LoginOption } from '@winkwire/contract/widget-api';
import type { Texts } from './texts/en.ts';

export function loginOptionLabel(option: LoginOption, { login, loginOptions }: Texts): string {
  if (option.kind === 'REDIRECT') return loginOptions.ownPage;
  const [name] = option.fields;
  return name ? login.fields[name] : loginOptions.none;
}
