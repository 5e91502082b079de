import { batchSize, type Pace } from '../platform/pace.ts';
import { skipLocked } from '../platform/row-locks.ts';
import type { Store } from '../store/store.ts';
import { type ExpiryRule, expiryRules } from './expiry-rules.ts';

type ByTime = Extract<ExpiryRule, { column: string }>;

/** Deletes only from tables whose rule is `age` or `time`. Resolves with the number of deleted rows of each table. */
export async function expireRows(
  store: Store,
  { now, cutoff, pace }: { now: number; cutoff: number; pace: Pace },
): Promise<Record<string, number>> {
  const expired: Record<string, number> = {};
  for (const [table, rule] of Object.entries<ExpiryRule>(expiryRules)) {
    if (rule.rule !== 'age' && rule.rule !== 'time') continue;
    const sql = deleteBatch(table, rule, store.engine);
    const before = rule.rule === 'age' ? cutoff : now;
    const rows = await pace.work(() => store.run(sql, [before]));
    if (rows > 0) expired[table] = rows;
  }
  return expired;
}

/** Skips rows that another transaction has locked. A later run deletes them. */
function deleteBatch(
  table: string,
  { column, key, only = '1 = 1' }: ByTime,
  engine: Store['engine'],
): string {
  const names = key.join(', ');
  return `delete from ${table} where (${names}) in (
    select ${names} from ${table} where ${column} < $1 and ${only}
    order by ${column} limit ${batchSize} ${skipLocked(engine)})`;
}
