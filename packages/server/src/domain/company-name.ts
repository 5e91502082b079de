import type { Config } from '../config.ts';
import { isLoopbackHost } from '../platform/loopback.ts';
import { settings } from '../settings.ts';

/** The name that the operator has set. Null if nobody has set one. The default is English, so users do not read it. */
export const operatorsCompany = ({ companyName }: Pick<Config, 'companyName'>): string | null =>
  companyName === settings.companyName.default ? null : companyName;

/**
 * Who requests the data, if neither the page nor the operator names a company: the site on which the widget opens. Unlike
 * a phrase, a host is right in every language and at every place of a sentence. Pages of files, apps and developers have
 * no host that says anything, so the server's own is named.
 */
export function siteName(hostOrigin: string, publicUrl: string): string {
  const site = /^https?:/.test(hostOrigin) ? URL.parse(hostOrigin) : null;
  return site && !isLoopbackHost(site.hostname) ? site.host : new URL(publicUrl).host;
}
