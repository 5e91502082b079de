import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { expect, test } from 'vitest';
import { SecretBox } from '../../secret-box.ts';
import type { Store } from '../../store/store.ts';
import { HeldEndpoints } from './held-endpoints.ts';
import { LaneReader } from './lane-reader.ts';
import { QueueMemory } from './queue-memory.ts';

/** A store that answers each question when it is told to. */
function asked() {
  const questions: { since: unknown; answer(rows: object[]): void; fail(): void }[] = [];
  const all = (_: string, parameters: unknown[] = []) =>
    new Promise((answer, reject) =>
      questions.push({ since: parameters[0], answer, fail: () => reject(new Error('away')) }),
    );
  return { questions, store: { all } as unknown as Store };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('endpoints that could not be read are read at the next poll, also when one was under way that succeeds', async () => {
  const { questions, store } = asked();
  const common = { store, memory: new QueueMemory(10), pump: () => {}, complain: () => {} };
  const endpoints = new HeldEndpoints({
    ...common,
    box: new SecretBox([randomBytes(32)]),
    log: pino({ level: 'silent' }),
    reader: new LaneReader({ ...common, pageSize: 10 }),
    held: () => new Set([1]),
    withUnwritten: (endpoint) => endpoint,
  });
  const underWay = endpoints.poll();
  endpoints.divide([1], []);
  questions[1]!.fail();
  await settled();
  questions[0]!.answer([]);
  await settled();
  questions[2]!.answer([]);
  await underWay;

  for (const at of [3, 4]) {
    const next = endpoints.poll().catch(() => {});
    expect(questions[at]!.since).toBe(0);
    // Nor is it forgotten when that poll fails.
    questions[at]!.fail();
    await next;
  }
});
