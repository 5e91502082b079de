import { type CursorMove, deliveryState, type Outcome, type OutcomeBatch } from './outcome.ts';

/* Outcomes cross to the database thread as one flat array, for the reason given in `pack-events.ts`. */

/** What is written of an outcome, in the order of the columns of `attempts`, then the delivery's state. */
export type OutcomeRow = [
  tenantId: string,
  webhookId: string,
  sequence: number,
  number: number,
  startedAt: number,
  durationMs: number,
  status: number | null,
  error: string | null,
  headers: string | null,
  body: string | null,
  state: string,
  dueAt: number | null,
];

export const outcomeFields = 12;

export interface PackedOutcomes {
  rows: (string | number | null)[];
  cursors: CursorMove[];
  now: number;
}

export function outcomeRow({ tenantId, webhookId, sequence, number, answer, verdict }: Outcome): OutcomeRow {
  const { startedAt, durationMs, status, error, headers, body } = answer;
  const { state, dueAt } = deliveryState(verdict);
  return [
    tenantId,
    webhookId,
    sequence,
    number,
    startedAt,
    durationMs,
    status,
    error,
    headers,
    body,
    state,
    dueAt,
  ];
}

export function packOutcomes({ outcomes, cursors, now }: OutcomeBatch): PackedOutcomes {
  const rows: (string | number | null)[] = [];
  for (const outcome of outcomes) rows.push(...outcomeRow(outcome));
  return { rows, cursors, now };
}
