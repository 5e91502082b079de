import type { AttemptFigures } from '@winkwire/contract/portal-api';
import type { Caller } from '../platform/caller.ts';
import { dayMs, hourMs, minuteMs } from '../platform/durations.ts';
import type { Queries } from '../store/store.ts';

/**
 * The upper bounds of durations, in ms. Each column counts the attempts above the previous bound and up to its own. One
 * more column counts the attempts above the last bound.
 */
export const durationBounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000] as const;

/** The column that counts this duration: 0 for `d0`, 14 for `d14`. */
export function durationColumn(durationMs: number): number {
  const at = durationBounds.findIndex((bound) => durationMs <= bound);
  return at < 0 ? durationBounds.length : at;
}

/**
 * In ms. Each row counts the attempts of one period, whose length is `span`. The row is kept for `keptFor` after the
 * period has ended. Rows of five minutes are used only for the figures of the last hour.
 */
export const spans = [
  { span: 5 * minuteMs, keptFor: 2 * hourMs },
  { span: hourMs, keptFor: 8 * dayMs },
] as const;

const [short, long] = spans;
export const durationColumns = [...durationBounds, null].map((_, index) => `d${index}`);

interface SumRow {
  webhook_id: string;
  period: 'hour' | 'day' | 'week';
  total: number;
  failed: number;
  [column: `d${number}`]: number;
}

export interface RecentAttempts {
  hour: AttemptFigures;
  day: AttemptFigures;
  week: AttemptFigures;
}

/** The row that contains `now` counts too, so `hour` covers up to 65 minutes, and `day` up to 25 hours. */
export function attemptPeriods(now: number) {
  const since = (period: number, span: number) => now - (now % span) - period;
  return {
    hour: since(hourMs, short.span),
    day: since(dayMs, long.span),
    week: since(7 * dayMs, long.span),
  };
}

/** Endpoints without attempts in the last week are absent. */
export async function readRecentAttempts(
  queries: Queries,
  { tenantId, mode, webhookId = null }: Caller & { webhookId?: string | null },
  now: number,
): Promise<Map<string, RecentAttempts>> {
  const since = attemptPeriods(now);
  const sums = durationColumns.map((column) => `sum(${column}) as ${column}`).join(', ');
  const rows = await queries.all<SumRow>(
    `with recent as (
       select f.*, case when f.span = ${short.span} then 'hour' when f.starts_at >= $5 then 'day' else 'week' end as period
       from webhooks w join attempt_figures f on f.tenant_id = w.tenant_id and f.webhook_id = w.id
       where w.tenant_id = $1 and w.mode = $2 and w.deleted_at is null and ($3 = '' or w.id = $3)
         and ((f.span = ${short.span} and f.starts_at >= $4) or (f.span = ${long.span} and f.starts_at >= $6)))
     select webhook_id, period, sum(total) as total, sum(failed) as failed, ${sums}
     from recent group by webhook_id, period`,
    [tenantId, mode, webhookId ?? '', since.hour, since.day, since.week],
  );
  return new Map(
    [...Map.groupBy(rows, (row) => row.webhook_id)].map(([id, own]) => {
      const of = (...periods: SumRow['period'][]) =>
        figuresOf(own.filter(({ period }) => periods.includes(period)));
      return [id, { hour: of('hour'), day: of('day'), week: of('day', 'week') }];
    }),
  );
}

export const noAttempts: AttemptFigures = { total: 0, failed: 0, p50: null, p95: null };

export function figuresOf(rows: readonly Pick<SumRow, 'total' | 'failed' | `d${number}`>[]): AttemptFigures {
  const sum = (pick: (row: (typeof rows)[number]) => number | undefined) =>
    rows.reduce((total, row) => total + Number(pick(row) ?? 0), 0);
  const counts = durationColumns.map((column) => sum((row) => row[column as `d${number}`]));
  return {
    total: sum(({ total }) => total),
    failed: sum(({ failed }) => failed),
    p50: percentile(counts, 0.5),
    p95: percentile(counts, 0.95),
  };
}

/** A percentile in whole ms, interpolated between two bounds. Durations above the last bound count as that bound. */
function percentile(counts: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let left = share * total;
  for (const [index, count] of counts.entries()) {
    const upper = durationBounds[index];
    if (upper === undefined) break;
    const lower = durationBounds[index - 1] ?? 0;
    if (left <= count) return Math.ceil(lower + (upper - lower) * (left / count));
    left -= count;
  }
  return durationBounds.at(-1) ?? null;
}
