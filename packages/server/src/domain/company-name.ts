import type { Config } from '../config.ts';
import { isBlankText } from '../platform/is-blank-text.ts';
import { isLoopbackHost } from '../platform/loopback.ts';
import { settings } from '../settings.ts';

/** Null for a blank name, and for the default name, which is only in English and not shown to users. */
export const operatorsCompany = ({ companyName }: Pick<Config, 'companyName'>): string | null =>
  isBlankText(companyName) || companyName === settings.companyName.default ? null : companyName;

/**
 * The host that users see as the company if no name is set. It fits into sentences of every language. The server's own
 * host is used if the page's host means nothing to users.
 */
export function siteName(hostOrigin: string, publicUrl: string): string {
  const site = /^https?:/.test(hostOrigin) ? URL.parse(hostOrigin) : null;
  return site && !isLoopbackHost(site.hostname) ? site.host : new URL(publicUrl).host;
}
