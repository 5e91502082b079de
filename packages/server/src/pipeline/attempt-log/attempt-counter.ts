import { durationColumn, durationColumns, spans } from '../../domain/attempt-figures.ts';

interface CountedAttempt {
  tenantId: string;
  webhookId: string;
  startedAt: number;
  durationMs: number;
}

/** A row to be added to `attempt_figures`. */
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

/** Adds up the attempts of one batch, so that the batch writes one row for each endpoint and time span. */
export class AttemptCounter {
  /** The rows of the shortest time span. `rows` computes those of the longer ones. */
  readonly #shortest = new Map<string, FigureRow>();

  add(attempt: CountedAttempt, isDelivered: boolean): void {
    const row = rowAt(this.#shortest, attempt, { ...spans[0], at: attempt.startedAt });
    const column = durationColumn(attempt.durationMs);
    row.total++;
    if (!isDelivered) row.failed++;
    row.durations[column] = (row.durations[column] ?? 0) + 1;
  }

  /** Sorted by key, because transactions that lock rows in the same order cannot deadlock. */
  rows(): FigureRow[] {
    const rows = new Map(this.#shortest);
    for (const short of this.#shortest.values())
      for (const span of spans.slice(1)) addTo(rowAt(rows, short, { ...span, at: short.startsAt }), short);
    return [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
  }
}

/** Returns the row of an endpoint and time span. If there is none, adds a row of zeros. */
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

/** The columns of `attempt_figures`, in the order in which the values of a row are written. */
export const figureColumns: readonly string[] = [...keyColumns, 'expires_at', ...countColumns];

/** The end of an insert into `attempt_figures`. If the row exists already, the new counts are added to it. */
export const addToFigures = `on conflict (${keyColumns.join(', ')}) do update set ${countColumns
  .map((column) => `${column} = attempt_figures.${column} + excluded.${column}`)
  .join(', ')}`;
