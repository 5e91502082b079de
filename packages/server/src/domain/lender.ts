import type { SessionOptions } from './session-options.ts';
import type { SessionRow } from './sessions.ts';

/**
 * Identifies the lender whose page opens a session: the origin of the page, and the company that the widget names. A
 * tenant may serve several lenders, and a user may have sessions with each of them.
 */
export const lenderOf = (hostOrigin: string, { companyName }: Pick<SessionOptions, 'companyName'>): string =>
  JSON.stringify([hostOrigin, companyName]);

export const lenderOfSession = (session: Pick<SessionRow, 'host_origin' | 'options'>): string =>
  lenderOf(session.host_origin, JSON.parse(session.options));
