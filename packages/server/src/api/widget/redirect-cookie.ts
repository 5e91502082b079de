import { timingSafeEqual } from 'node:crypto';
import { redirectReturnPath } from '../../linking/redirect-paths.ts';

const name = 'winkwire_sign_in';
/** How long the user may stay on the provider's page, in seconds. */
const lifetime = 600;

/**
 * Marks the browser in which a sign-in began, so that only this browser can complete it. Otherwise, an attacker could
 * begin a sign-in, make somebody else complete it at the provider, and so link that person's account. The cookie is
 * SameSite=Lax because the return from the provider's page is a cross-site navigation.
 */
export const redirectCookie = (state: string, publicUrl: string): string =>
  cookie(state, lifetime, publicUrl);

export const expiredRedirectCookie = (publicUrl: string): string => cookie('', 0, publicUrl);

/** Whether the request comes from the browser in which the sign-in with this `state` began. */
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

/**
 * The cookie's name. With https, it has a prefix that requires `Secure` and `Path=/`, so a sibling host cannot set the
 * cookie.
 */
const nameAt = (publicUrl: string): string => (publicUrl.startsWith('https:') ? `__Host-${name}` : name);
