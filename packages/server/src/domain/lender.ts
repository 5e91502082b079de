import type { Services } from '../platform/services.ts';
import { settings } from '../settings.ts';
import { siteName } from './company-name.ts';
import type { SessionOptions } from './session-options.ts';
import type { SessionRow } from './sessions.ts';

/**
 * The lender whose page opens a session: the origin of the page, and the company that the widget names. A tenant may
 * serve several lenders, and a user may have sessions with each of them.
 */
export interface Lender {
  hostOrigin: string;
  /** The names under which sessions of this company are stored. */
  companyNames: string[];
}

/**
 * If nobody names a company, a session is stored with the name of the site. Earlier versions stored it with the default
 * name instead, and may still run during an upgrade. So both names mean the same lender.
 */
export function lenderOf(
  hostOrigin: string,
  { companyName }: Pick<SessionOptions, 'companyName'>,
  { publicUrl }: Pick<Services, 'publicUrl'>,
): Lender {
  const unnamed: string[] = [siteName(hostOrigin, publicUrl), settings.companyName.default];
  return { hostOrigin, companyNames: unnamed.includes(companyName) ? unnamed : [companyName] };
}

export const lenderOfSession = (
  session: Pick<SessionRow, 'host_origin' | 'options'>,
  services: Pick<Services, 'publicUrl'>,
): Lender => lenderOf(session.host_origin, JSON.parse(session.options), services);
