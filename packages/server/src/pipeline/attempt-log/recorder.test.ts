import pino from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AttemptOutcome, OutcomeBatch } from '../model/attempt-outcome.ts';
import { makeOutcome } from '../testing/make-outcome.ts';
import { Recorder } from './recorder.ts';

let written: OutcomeBatch[];
let failing: Set<string>;
let recorder: Recorder;
beforeEach(() => {
  vi.useFakeTimers();
  written = [];
  failing = new Set();
  recorder = start('postgres');
});
afterEach(() => {
  vi.useRealTimers();
});

function start(engine: 'sqlite' | 'postgres'): Recorder {
  const recordOutcomes = async (batch: OutcomeBatch): Promise<void> => {
    if (batch.outcomes.some(({ tenantId }) => failing.has(tenantId))) throw new Error('refused');
    written.push(batch);
  };
  const onRecorded = (outcomes: readonly AttemptOutcome[]) => [...outcomes];
  return new Recorder({ store: { engine, recordOutcomes }, log: pino({ level: 'silent' }), onRecorded });
}

const outcome = (tenantId: string, sequence: number, webhookId = 'wh-1') =>
  makeOutcome({ tenantId, sequence, webhookId });
function record(tenantId: string, count: number, { from = 1 } = {}): void {
  for (let n = 0; n < count; n++) recorder.record(outcome(tenantId, from + n));
}
const sequencesOf = (tenantId: string) =>
  written.flatMap(({ outcomes }) =>
    outcomes.filter((one) => one.tenantId === tenantId).map(({ sequence }) => sequence),
  );
const oneTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
/** Long enough for several batches and repeats. */
const someTime = () => vi.advanceTimersByTimeAsync(5000);

test('outcomes of a tenant that failed are written in their order, and those of others meanwhile', async () => {
  failing.add('acme');
  record('acme', 3);
  record('bolt', 3);
  await someTime();
  expect([sequencesOf('acme'), sequencesOf('bolt')]).toEqual([[], [1, 2, 3]]);
  record('acme', 3, { from: 4 });
  failing.clear();
  await someTime();
  expect(sequencesOf('acme')).toEqual(oneTo(6));
});

test('only a batch that was written before is marked as repeated', async () => {
  failing.add('acme');
  record('acme', 1);
  record('bolt', 1);
  await someTime();
  failing.clear();
  await someTime();
  record('acme', 1, { from: 2 });
  await someTime();
  expect(written.map(({ outcomes, isRepeated }) => [outcomes[0]?.tenantId, isRepeated])).toEqual([
    ['bolt', false],
    ['acme', true],
    ['acme', false],
  ]);
});

test('moved cursors are written with the next batch of their tenant', async () => {
  record('acme', 1);
  await someTime();
  record('bolt', 1);
  await someTime();
  record('acme', 1, { from: 2 });
  await someTime();
  expect(written.map(({ cursors }) => cursors.map(({ sequence }) => sequence))).toEqual([[], [], [1]]);
});

test('a tenant stops when 2,000 of its outcomes wait, and then does not stop the others', async () => {
  failing.add('acme');
  record('acme', 500);
  await someTime();
  // The 500 of the batch that is being repeated do not count.
  record('acme', 1999);
  expect([recorder.isFull('acme'), recorder.isFull('bolt')]).toEqual([false, false]);
  record('acme', 1);
  expect([recorder.isFull('acme'), recorder.isFull('bolt')]).toEqual([true, false]);
  record('bolt', 1500);
  expect(recorder.isFull('bolt')).toBe(true);
  await someTime();
  expect([recorder.isFull('acme'), recorder.isFull('bolt')]).toEqual([true, false]);
  failing.clear();
  await someTime();
  expect(recorder.isFull('acme')).toBe(false);
});

test('an outage stops all tenants when 2,000 outcomes wait', async () => {
  for (const tenantId of ['a', 'b', 'c', 'd']) {
    failing.add(tenantId);
    record(tenantId, 1);
  }
  await someTime();
  for (const tenantId of failing) record(tenantId, 500);
  for (const tenantId of [...failing, 'other']) expect(recorder.isFull(tenantId)).toBe(true);
});

test('outcomes of a forgotten endpoint are dropped, except those that are being written', async () => {
  failing.add('acme');
  record('acme', 1);
  await someTime();
  record('acme', 2000, { from: 2 });
  recorder.record(outcome('acme', 1, 'wh-2'));
  recorder.forget({ tenantId: 'acme', webhookId: 'wh-1' });
  expect(recorder.isFull('acme')).toBe(false);
  let isWritten = false;
  void recorder.written('acme').then(() => {
    isWritten = true;
  });
  await recorder.written('bolt');
  await someTime();
  expect(isWritten).toBe(false);
  failing.clear();
  await someTime();
  expect(isWritten).toBe(true);
  expect(written.flatMap(({ outcomes }) => outcomes.map(({ webhookId }) => webhookId))).toEqual([
    'wh-1',
    'wh-2',
  ]);
});

test('drained resolves when the outcomes of every tenant are written, or were given up', async () => {
  failing.add('acme');
  record('acme', 600);
  record('bolt', 600);
  let isDrained = false;
  void recorder.drained().then(() => {
    isDrained = true;
  });
  await someTime();
  expect([isDrained, sequencesOf('bolt').length]).toEqual([false, 600]);
  recorder.giveUp();
  await someTime();
  expect([isDrained, sequencesOf('acme').length]).toEqual([true, 0]);
});

test('on SQLite, the outcomes of all tenants share a transaction', async () => {
  recorder = start('sqlite');
  record('acme', 2);
  record('bolt', 2);
  await someTime();
  expect(written).toHaveLength(1);
});
