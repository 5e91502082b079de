import { timingSafeEqual } from 'node:crypto';
import { redirectReturnPath } from '../../linking/redirect-paths.ts';

const name = 'winkwire_sign_in';
/** Seconds that the provider's page may take. */
const lifetime = 600;

/**
 * Marks the browser in which a sign-in began, so that only this one can end it. Otherwise whoever began it could have
 * somebody else sign in at the provider, and hold that person's account. Lax, since the provider's page sends it back.
 */
export const redirectCookie = (state: string, publicUrl: string): string =>
  cookie(state, lifetime, publicUrl);

export const expiredRedirectCookie = (publicUrl: string): string => cookie('', 0, publicUrl);

/** Whether the request's browser is the one that the state was given to. */
export function holdsRedirectCookie(header: string | undefined, state: string, publicUrl: string): boolean {
  const wanted = Buffer.from(`${nameAt(publicUrl)}=${state}`);
  return (header ?? '')
    .split(';')
    .map((pair) => Buffer.from(pair.trim()))
    .some((pair) => pair.length === wanted.length && timingSafeEqual(pair, wanted));
}

function cookie(value: string, seconds: number, publicUrl: string): string {
  const isSecure = publicUrl.startsWith('https:');
  const scope = isSecure ? ['Path=/', 'Secure'] : [`Path=${redirectReturnPath}`];
  const attributes = [...scope, `Max-Age=${seconds}`, 'HttpOnly', 'SameSite=Lax'];
  return [`${nameAt(publicUrl)}=${value}`, ...attributes].join('; ');
}

/** With this prefix no sibling host can plant it; it asks for `Secure` and the whole path. */
const nameAt = (publicUrl: string): string => (publicUrl.startsWith('https:') ? `__Host-${name}` : name);
