import { SharedTexts, textAt } from '../../store/sqlite/shared-texts.ts';
import {
  type CursorMove,
  deliveryState,
  isFirstSuccess,
  type OutcomeBatch,
} from '../model/attempt-outcome.ts';

/*
 * Outcomes cross to the database thread as one block of numbers, copied as bytes: structured cloning of objects writes
 * the name of each property of each. Texts are few, because receivers answer alike.
 */

export interface PackedOutcomes {
  /** The first attempts that succeeded, then the others; `outcomeAt` reads a row. */
  numbers: Float64Array;
  firsts: number;
  texts: string[];
  cursors: CursorMove[];
  now: number;
}

/** An outcome as it is written. */
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

const fields = 14;

export function packOutcomes({ outcomes, cursors, now }: OutcomeBatch): PackedOutcomes {
  const texts = new SharedTexts();
  const numbers = new Float64Array(outcomes.length * fields);
  const firsts = outcomes.filter(isFirstSuccess);
  let at = 0;
  for (const outcome of [...firsts, ...outcomes.filter((one) => !isFirstSuccess(one))]) {
    const { response } = outcome;
    const { state, dueAt } = deliveryState(outcome.verdict);
    numbers[at] = texts.indexOf(outcome.tenantId);
    numbers[at + 1] = texts.indexOf(outcome.webhookId);
    numbers[at + 2] = outcome.sequence;
    numbers[at + 3] = outcome.number;
    numbers[at + 4] = response.startedAt;
    numbers[at + 5] = response.durationMs;
    numbers[at + 6] = response.status ?? Number.NaN;
    numbers[at + 7] = texts.indexOf(response.error);
    numbers[at + 8] = texts.indexOf(response.headers);
    numbers[at + 9] = texts.indexOf(response.body);
    numbers[at + 10] = texts.indexOf(state);
    numbers[at + 11] = dueAt ?? Number.NaN;
    numbers[at + 12] = outcome.wasDueAt ?? Number.NaN;
    numbers[at + 13] = texts.indexOf(response.cause);
    at += fields;
  }
  return { numbers, firsts: firsts.length, texts: texts.all, cursors, now };
}

export const countOutcomes = ({ numbers }: PackedOutcomes): number => numbers.length / fields;

export function outcomeAt({ numbers, texts }: PackedOutcomes, index: number): OutcomeRow {
  const at = index * fields;
  return {
    tenantId: texts[numbers[at]!]!,
    webhookId: texts[numbers[at + 1]!]!,
    sequence: numbers[at + 2]!,
    number: numbers[at + 3]!,
    startedAt: numbers[at + 4]!,
    durationMs: numbers[at + 5]!,
    status: numberAt(numbers, at + 6),
    error: textAt(texts, numbers[at + 7]!),
    headers: textAt(texts, numbers[at + 8]!),
    body: textAt(texts, numbers[at + 9]!),
    state: texts[numbers[at + 10]!]!,
    dueAt: numberAt(numbers, at + 11),
    wasDueAt: numberAt(numbers, at + 12),
    cause: textAt(texts, numbers[at + 13]!),
  };
}

const numberAt = (numbers: Float64Array, at: number): number | null =>
  Number.isNaN(numbers[at]!) ? null : numbers[at]!;
