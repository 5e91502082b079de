import { durationColumn, durationColumns, spans } from '../../domain/attempt-figures.ts';

interface CountedAttempt {
  tenantId: string;
  webhookId: string;
  startedAt: number;
  durationMs: number;
  isDelivered: boolean;
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

/** Counts the attempts of one batch, so that each endpoint costs two rows, however many attempts it had. */
export class AttemptCounter {
  readonly #rows = new Map<string, FigureRow>();

  add(attempt: CountedAttempt): void {
    const column = durationColumn(attempt.durationMs);
    for (const { span, keptFor } of spans) {
      const startsAt = attempt.startedAt - (attempt.startedAt % span);
      const row = this.#rowOf(attempt, { span, startsAt, expiresAt: startsAt + span + keptFor });
      row.total++;
      if (!attempt.isDelivered) row.failed++;
      row.durations[column] = (row.durations[column] ?? 0) + 1;
    }
  }

  /** In the order of the key: transactions that lock rows in one order cannot block each other. */
  rows(): FigureRow[] {
    return [...this.#rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
  }

  #rowOf(
    { tenantId, webhookId }: CountedAttempt,
    time: Pick<FigureRow, 'span' | 'startsAt' | 'expiresAt'>,
  ): FigureRow {
    const key = `${tenantId} ${webhookId} ${time.span} ${time.startsAt}`;
    const known = this.#rows.get(key);
    if (known) return known;
    const durations = durationColumns.map(() => 0);
    const row: FigureRow = { tenantId, webhookId, ...time, total: 0, failed: 0, durations };
    this.#rows.set(key, row);
    return row;
  }
}

const keyColumns = ['tenant_id', 'webhook_id', 'span', 'starts_at'];
const countColumns = ['total', 'failed', ...durationColumns];

/** The columns that a row is written to, in order. */
export const figureColumns: readonly string[] = [...keyColumns, 'expires_at', ...countColumns];

/** What follows `insert into attempt_figures (...) ...`: counts of a row that exists are added to. */
export const addToFigures = `on conflict (${keyColumns.join(', ')}) do update set ${countColumns
  .map((column) => `${column} = attempt_figures.${column} + excluded.${column}`)
  .join(', ')}`;
