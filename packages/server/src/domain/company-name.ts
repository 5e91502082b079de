import type { Config } from '../config.ts';
import { isLoopbackHost } from '../platform/loopback.ts';
import { settings } from '../settings.ts';

/**
 * The company name that the operator has set. Null if it is the default name, which is only in English and is therefore
 * not shown to users.
 */
export const operatorsCompany = ({ companyName }: Pick<Config, 'companyName'>): string | null =>
  companyName === settings.companyName.default ? null : companyName;

/**
 * Who requests the data, if neither the page, the template nor the operator names a company: the site on which the
 * widget opens. Unlike a phrase, a host is right in every language and at every place of a sentence. A page in a file,
 * in an app or on a developer's machine has no host that means anything to users, so the server's own host is named.
 */
export function siteName(hostOrigin: string, publicUrl: string): string {
  const site = /^https?:/.test(hostOrigin) ? URL.parse(hostOrigin) : null;
  return site && !isLoopbackHost(site.hostname) ? site.host : new URL(publicUrl).host;
}
