import type { Config } from '../config.ts';
import { isBlankText } from '../platform/is-blank-text.ts';
import { isLoopbackHost } from '../platform/loopback.ts';
import { settings } from '../settings.ts';

/** Null for a blank name, and for the default name, which is only in English and not shown to users. */
export const operatorsCompany = ({ companyName }: Pick<Config, 'companyName'>): string | null =>
  isBlankText(companyName) || companyName === settings.companyName.default ? null : companyName;

/**
 * The host to show if the company's name is not set: the host of the page, or the server's own host if the page is
 * local or is not a website.
 */
export function siteName(hostOrigin: string, publicUrl: string): string {
  const site = /^https?:/.test(hostOrigin) ? URL.parse(hostOrigin) : null;
  return site && !isLoopbackHost(site.hostname) ? site.host : new URL(publicUrl).host;
}
