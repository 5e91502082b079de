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
 * Returns the host of the site on which the widget opens. Users see it as the company that requests the data, if the
 * page, the template and the operator name no company. A host fits into every sentence in every language, unlike a
 * phrase such as "this company". If the page is in a file, in an app or on a developer's machine, its host means
 * nothing to users. In this case, the server's own host is returned.
 */
export function siteName(hostOrigin: string, publicUrl: string): string {
  const site = /^https?:/.test(hostOrigin) ? URL.parse(hostOrigin) : null;
  return site && !isLoopbackHost(site.hostname) ? site.host : new URL(publicUrl).host;
}
