import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { SubscriptionRow } from '../../domain/subscription.ts';
import type { Queries } from '../../store/store.ts';
import { Subscriptions } from '../fan-out/subscriptions.ts';
import type { Publication } from '../model/publication.ts';
import { KnownCounters } from './known-counters.ts';
import { logKey } from './log-key.ts';
import { PublishingLines } from './publishing-lines.postgres.ts';
import { renderEvent } from './render-event.ts';

const log = { tenantId: 'acme', mode: 'SANDBOX' };
const publication = (): Publication => ({
  event: renderEvent({ ...log, type: 'USER_CREATED', sourceId: 's', data: {} }, Date.now()),
});

/** A database with one webhook. Statements end when the test calls `endOldest`. */
function start() {
  const known = { subscriptions: new Subscriptions(), counters: new KnownCounters() };
  const row = { id: 'wh-1', event_types: '["ALL_EVENTS"]', include_payload: 0, filter: null };
  known.subscriptions.keep(logKey(log), 1, [row as unknown as SubscriptionRow]);
  const ways: ('at once' | 'locked')[] = [];
  const ends: (() => void)[] = [];
  let stored = 0;
  let hasChanged = false;
  const ended = async (way: 'at once' | 'locked'): Promise<void> => {
    ways.push(way);
    await new Promise<void>((resolve) => ends.push(resolve));
  };
  const run = async (): Promise<number> => {
    await ended('at once');
    if (hasChanged) throw Object.assign(new Error('division by zero'), { code: '22012' });
    stored++;
    return 1;
  };
  const all = async (): Promise<unknown[]> => {
    await ended('locked');
    hasChanged = false;
    const before = { before: stored, hash_before: `hash ${stored}` };
    stored++;
    return [{ webhook_id: 'wh-1', ...before, sequence: stored, hash: `hash ${stored}` }];
  };
  const lines = new PublishingLines({
    known,
    connections: [{ run }, { run }],
    alone: { all: all as Queries['all'] },
    inTransaction: () => Promise.reject(new Error('not expected')),
  });
  return {
    lines,
    ways,
    /** As an append of another process does. */
    change: () => {
      hasChanged = true;
    },
    inFlight: () => ends.length,
    endOldest: async (): Promise<void> => {
      ends.shift()?.();
      await setImmediate();
    },
  };
}

/** Returns a function that publishes batches so that two are always unwritten. */
function saturating({ lines, inFlight, endOldest }: ReturnType<typeof start>) {
  let unwritten = 0;
  /** Returns how many statements were in flight each time. */
  return async (rounds: number): Promise<number[]> => {
    const counts: number[] = [];
    for (let round = 0; round < rounds; round++) {
      for (; unwritten < 2; unwritten++) void lines.publish([publication()]).then(() => unwritten--);
      await setImmediate();
      counts.push(inFlight());
      await endOldest();
    }
    return counts;
  };
}

test('after a refusal, a line that always has two batches soon sends both of them at once again', async () => {
  const database = start();
  const saturate = saturating(database);
  await saturate(5);
  database.change();
  const before = database.ways.length;
  const counts = await saturate(25);
  const ways = database.ways.slice(before);
  expect(ways.filter((way) => way === 'locked').length).toBeLessThanOrEqual(3);
  expect(ways.slice(-15)).toEqual(Array(15).fill('at once'));
  expect(counts.slice(-10)).toEqual(Array(10).fill(2));
});
