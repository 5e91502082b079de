import type { LoginField } from '@winkwire/contract/widget-api';
import { withoutInvisible } from '../platform/without-invisible.ts';

type Fields = Partial<Record<LoginField, string>>;

/**
 * Writes each login in one form, without invisible characters or full-width letters. Otherwise, each way to write a
 * login would have its own limit of wrong passwords.
 */
export const cleanLogins = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, name === 'password' ? value : cleanLogin(value)]),
  );

/**
 * NFKC does not join a letter with its accent if an invisible character is between them. It also leaves most dashes,
 * the ideographic full stop and the space of Ogham unchanged.
 */
const cleanLogin = (typed: string): string =>
  withoutInvisible(typed)
    .normalize('NFKC')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replaceAll('\u3002', '.')
    .replace(/\s/g, ' ')
    .trim();
