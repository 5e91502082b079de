import { dayMs } from '../platform/durations.ts';
import { skipLocked } from '../platform/row-locks.ts';
import type { Store, Transaction, Value } from '../store/store.ts';

export interface CountedSession {
  tenant_id: string;
  mode: string;
  created_at: number;
  provider_id: string | null;
  template_id: string | null;
  device: string | null;
  step: number;
}

const batchSize = 500;
const columns = ['tenant_id', 'mode', 'day', 'day_ends_at', 'provider_id', 'template_id', 'device', 'step'];

export const dayOf = (at: number): number => at - (at % dayMs);

/**
 * Adds at most `batchSize` ended sessions to the figures, and never the same session twice. Resolves with the number of
 * added sessions.
 */
export const countEndedSessions = (transaction: Transaction, engine: Store['engine']): Promise<number> =>
  countSessions(transaction, {
    sql: `select id from sessions where counted = 0 and status = 'COMPLETED' limit ${batchSize} ${skipLocked(engine)}`,
    parameters: [],
  });

/**
 * Adds a user's sessions to the figures before the sessions are deleted. The figures identify no user, so they stay.
 */
export async function countSessionsOfUser(
  transaction: Transaction,
  of: { tenantId: string; mode: string; userId: string },
): Promise<void> {
  await countSessions(transaction, {
    sql: 'select id from sessions where tenant_id = $1 and mode = $2 and user_id = $3 and counted = 0',
    parameters: [of.tenantId, of.mode, of.userId],
  });
}

async function countSessions(
  transaction: Transaction,
  { sql, parameters }: { sql: string; parameters: Value[] },
): Promise<number> {
  const rows = await transaction.all<CountedSession>(
    `update sessions set counted = 1 where counted = 0 and id in (${sql})
     returning tenant_id, mode, created_at, provider_id, template_id, device, step`,
    parameters,
  );
  await addToFigures(transaction, rows, 1);
  return rows.length;
}

/** `factor` is 1 to add and -1 to subtract. */
export async function addToFigures(
  transaction: Transaction,
  sessions: readonly CountedSession[],
  factor: 1 | -1,
): Promise<void> {
  if (sessions.length === 0) return;
  const groups = Map.groupBy(sessions, (session) => JSON.stringify(keyOf(session)));
  // All transactions write these rows in the same order, to avoid deadlocks.
  const sums = [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
  const parameters: Value[] = [];
  const bind = (value: Value): string => `$${parameters.push(value)}`;
  const rows = sums.map(([key, counted]) => {
    const values = [...(JSON.parse(key) as Value[]), counted.length * factor];
    return `(${values.map(bind).join(', ')})`;
  });
  await transaction.run(
    `insert into session_figures (${columns.join(', ')}, sessions) values ${rows.join(', ')}
     on conflict (tenant_id, mode, day, provider_id, template_id, device, step)
     do update set sessions = session_figures.sessions + excluded.sessions`,
    parameters,
  );
}

function keyOf(session: CountedSession): Value[] {
  const day = dayOf(Number(session.created_at));
  const { tenant_id, mode, provider_id, template_id, device, step } = session;
  return [
    tenant_id,
    mode,
    day,
    day + dayMs - 1,
    provider_id ?? '',
    template_id ?? '',
    device ?? '',
    Number(step),
  ];
}
