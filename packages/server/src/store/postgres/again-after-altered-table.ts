import { tryAgain } from '../try-again.ts';

/** A transaction may read several altered tables, and each try fails at one of them. */
const mostTries = 10;

/**
 * Repeats a statement or transaction that failed because another process has altered a table. The failure rolls
 * everything back, so nothing is done twice.
 */
export const againAfterAlteredTable = <Result>(work: () => Promise<Result>): Promise<Result> =>
  tryAgain(work, { after: isTableAltered, mostTries });

/**
 * Whether PostgreSQL refused a prepared statement because its result has other columns now, for example after a
 * migration during an upgrade. The code alone has other meanings too.
 */
export function isTableAltered(error: unknown): boolean {
  const { code, routine } = error as { code?: unknown; routine?: unknown };
  return code === '0A000' && routine === 'RevalidateCachedQuery';
}
