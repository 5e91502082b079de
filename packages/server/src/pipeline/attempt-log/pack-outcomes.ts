// biome-ignore-all lint/style/noNonNullAssertion: the indexes lie within the arrays, and a check would cost on the hot path
import { numberFields } from '../../store/sqlite/number-fields.ts';
import { SharedTexts, textAt } from '../../store/sqlite/shared-texts.ts';
import {
  type CursorMove,
  deliveryState,
  isFirstSuccess,
  type OutcomeBatch,
} from '../model/attempt-outcome.ts';

/*
 * Outcomes reach SQLite's thread as one block of numbers, which is faster to copy than objects. Each distinct text is
 * sent once.
 */

export interface PackedOutcomes {
  /** One row for each outcome. The rows of first successes come before all others. */
  numbers: Float64Array;
  /** How many rows are successes of a first attempt. */
  firstSuccesses: number;
  texts: string[];
  cursors: CursorMove[];
  now: number;
}

export interface OutcomeRow {
  tenantId: string;
  webhookId: string;
  sequence: number;
  number: number;
  startedAt: number;
  durationMs: number;
  status: number | null;
  error: string | null;
  cause: string | null;
  headers: string | null;
  body: string | null;
  state: string;
  dueAt: number | null;
  wasDueAt: number | null;
}

const field = numberFields(
  'tenantId',
  'webhookId',
  'sequence',
  'number',
  'startedAt',
  'durationMs',
  'status',
  'error',
  'headers',
  'body',
  'state',
  'dueAt',
  'wasDueAt',
  'cause',
);
const fieldCount = Object.keys(field).length;

export function packOutcomes({ outcomes, cursors, now }: OutcomeBatch): PackedOutcomes {
  const texts = new SharedTexts();
  const numbers = new Float64Array(outcomes.length * fieldCount);
  const firstSuccesses = outcomes.filter(isFirstSuccess);
  let at = 0;
  for (const outcome of [...firstSuccesses, ...outcomes.filter((one) => !isFirstSuccess(one))]) {
    const { response } = outcome;
    const { state, dueAt } = deliveryState(outcome.verdict);
    numbers[at + field.tenantId] = texts.indexOf(outcome.tenantId);
    numbers[at + field.webhookId] = texts.indexOf(outcome.webhookId);
    numbers[at + field.sequence] = outcome.sequence;
    numbers[at + field.number] = outcome.number;
    numbers[at + field.startedAt] = response.startedAt;
    numbers[at + field.durationMs] = response.durationMs;
    numbers[at + field.status] = response.status ?? Number.NaN;
    numbers[at + field.error] = texts.indexOf(response.error);
    numbers[at + field.headers] = texts.indexOf(response.headers);
    numbers[at + field.body] = texts.indexOf(response.body);
    numbers[at + field.state] = texts.indexOf(state);
    numbers[at + field.dueAt] = dueAt ?? Number.NaN;
    numbers[at + field.wasDueAt] = outcome.wasDueAt ?? Number.NaN;
    numbers[at + field.cause] = texts.indexOf(response.cause);
    at += fieldCount;
  }
  return { numbers, firstSuccesses: firstSuccesses.length, texts: texts.all, cursors, now };
}

export const countOutcomes = ({ numbers }: PackedOutcomes): number => numbers.length / fieldCount;

export function outcomeAt({ numbers, texts }: PackedOutcomes, index: number): OutcomeRow {
  const at = index * fieldCount;
  return {
    tenantId: texts[numbers[at + field.tenantId]!]!,
    webhookId: texts[numbers[at + field.webhookId]!]!,
    sequence: numbers[at + field.sequence]!,
    number: numbers[at + field.number]!,
    startedAt: numbers[at + field.startedAt]!,
    durationMs: numbers[at + field.durationMs]!,
    status: numberAt(numbers, at + field.status),
    error: textAt(texts, numbers[at + field.error]!),
    headers: textAt(texts, numbers[at + field.headers]!),
    body: textAt(texts, numbers[at + field.body]!),
    state: texts[numbers[at + field.state]!]!,
    dueAt: numberAt(numbers, at + field.dueAt),
    wasDueAt: numberAt(numbers, at + field.wasDueAt),
    cause: textAt(texts, numbers[at + field.cause]!),
  };
}

const numberAt = (numbers: Float64Array, at: number): number | null =>
  Number.isNaN(numbers[at]!) ? null : numbers[at]!;
