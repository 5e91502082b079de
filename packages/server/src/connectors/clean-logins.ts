import type { LoginField } from '@winkwire/contract/widget-api';
import { withoutInvisible } from '../platform/without-invisible.ts';

type Fields = Partial<Record<LoginField, string>>;

/**
 * The fields of a sign-in, with each login as a provider knows it. A typed or copied login may contain full-width
 * letters, unusual dashes and invisible characters, which no provider has in a login. If such characters stayed, the
 * limit of wrong passwords would count the variants of one login separately. A password is secret and may contain any
 * character, so it stays as it is.
 */
export const cleanLogins = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, name === 'password' ? value : cleanLogin(value)]),
  );

/**
 * Invisible characters are removed first, because NFKC does not join a letter with its accent if such a character is
 * between them. NFKC leaves the minus sign, most dashes and the full stop of Chinese and Japanese unchanged, so these
 * are replaced afterwards.
 */
const cleanLogin = (typed: string): string =>
  withoutInvisible(typed)
    .normalize('NFKC')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replaceAll('\u3002', '.')
    .trim();
