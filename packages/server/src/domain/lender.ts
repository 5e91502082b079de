import type { Services } from '../platform/services.ts';
import { settings } from '../settings.ts';
import { siteName } from './company-name.ts';
import type { SessionOptions } from './session-options.ts';
import type { SessionRow } from './sessions.ts';

/** The origin of the host page, and the company that the widget names. A tenant may serve several lenders. */
export interface Lender {
  hostOrigin: string;
  companyNames: string[];
}

/**
 * A session without a company's name is stored with the name of the site. Earlier versions, which may run during an
 * upgrade, store the default name instead. Both names mean the same lender.
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
