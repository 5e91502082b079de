import { durationColumn, durationColumns, spans } from '../../domain/attempt-figures.ts';

interface CountedAttempt {
  tenantId: string;
  webhookId: string;
  startedAt: number;
  durationMs: number;
}

export interface FigureRow {
  tenantId: string;
  webhookId: string;
  span: number;
  startsAt: number;
  total: number;
  failed: number;
  durations: number[];
  expiresAt: number;
}

/** Adds up the attempts of a batch, so that each endpoint and time span gets one row. */
export class AttemptCounter {
  /** The rows of the shortest time span, from which `rows` computes the others. */
  readonly #shortest = new Map<string, FigureRow>();

  add(attempt: CountedAttempt, isDelivered: boolean): void {
    const row = rowAt(this.#shortest, attempt, { ...spans[0], at: attempt.startedAt });
    const column = durationColumn(attempt.durationMs);
    row.total++;
    if (!isDelivered) row.failed++;
    row.durations[column] = (row.durations[column] ?? 0) + 1;
  }

  /** Sorted by key. Transactions that lock rows in the same order cannot deadlock. */
  rows(): FigureRow[] {
    const rows = new Map(this.#shortest);
    for (const short of this.#shortest.values())
      for (const span of spans.slice(1)) addTo(rowAt(rows, short, { ...span, at: short.startsAt }), short);
    return [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
  }
}

function rowAt(
  rows: Map<string, FigureRow>,
  { tenantId, webhookId }: Pick<FigureRow, 'tenantId' | 'webhookId'>,
  { span, keptFor, at }: { span: number; keptFor: number; at: number },
): FigureRow {
  const startsAt = at - (at % span);
  const key = `${tenantId} ${webhookId} ${span} ${startsAt}`;
  const known = rows.get(key);
  if (known) return known;
  const durations = durationColumns.map(() => 0);
  const expiresAt = startsAt + span + keptFor;
  const row: FigureRow = { tenantId, webhookId, span, startsAt, expiresAt, total: 0, failed: 0, durations };
  rows.set(key, row);
  return row;
}

function addTo(row: FigureRow, { total, failed, durations }: FigureRow): void {
  row.total += total;
  row.failed += failed;
  for (const [column, count] of durations.entries())
    row.durations[column] = (row.durations[column] ?? 0) + count;
}

const keyColumns = ['tenant_id', 'webhook_id', 'span', 'starts_at'];
const countColumns = ['total', 'failed', ...durationColumns];

/** The columns of `attempt_figures`, in the order of a row's values. */
export const figureColumns: readonly string[] = [...keyColumns, 'expires_at', ...countColumns];

/** The end of an insert. If the row exists, the new counts are added to it. */
export const addToFigures = `on conflict (${keyColumns.join(', ')}) do update set ${countColumns
  .map((column) => `${column} = attempt_figures.${column} + excluded.${column}`)
  .join(', ')}`;
