import { timingSafeEqual } from 'node:crypto';
import { redirectReturnPath } from '../../linking/redirect-paths.ts';

const name = 'winkwire_sign_in';
/** In seconds: how long the user may stay on the provider's page. */
const lifetime = 600;

/**
 * With this cookie, only the browser in which a sign-in began can complete it. Otherwise, an attacker could link a
 * victim's account. The cookie is SameSite=Lax, because the user returns from another site.
 */
export const redirectCookie = (state: string, publicUrl: string): string =>
  cookie(state, lifetime, publicUrl);

export const expiredRedirectCookie = (publicUrl: string): string => cookie('', 0, publicUrl);

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

/** The cookie's name. With the prefix `__Host-`, no sibling host can set the cookie. */
const nameAt = (publicUrl: string): string => (publicUrl.startsWith('https:') ? `__Host-${name}` : name);
