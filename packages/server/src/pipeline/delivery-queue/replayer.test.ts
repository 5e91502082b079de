import pino from 'pino';
import { expect, test } from 'vitest';
import { startReplay } from '../../actions/start-replay.ts';
import { shardCount } from '../../domain/shard-of.ts';
import type { Store, Value } from '../../store/store.ts';
import { type Delivering, startDelivering } from '../testing/start-delivering.ts';
import { Replayer } from './replayer.ts';

const log = pino({ level: 'silent' });
const allShards = new Set(Array.from({ length: shardCount }, (_, shard) => shard));

/** Two paused webhooks with backfills of three chunks each, which no process carries out yet. */
async function twoBackfills(delivering: Delivering): Promise<string[]> {
  await delivering.append(...Array.from({ length: 1500 }, (_, n) => ({ sourceId: `s-${n}` })));
  const ids: string[] = [];
  for (let n = 0; n < 2; n++) {
    const id = await delivering.webhook('http://127.0.0.1/hook', { active: false });
    await startReplay(delivering.services, delivering.caller, {
      kind: 'replay',
      id,
      since: Date.now() - 60_000,
    });
    ids.push(id);
  }
  return ids;
}

/**
 * Carries out replays until `done` of them are done, and returns the webhook of each chunk. The queries for the replay
 * of the webhook `failing` fail.
 */
async function chunksOf(
  store: Store,
  { done, failing }: { done: number; failing?: string },
): Promise<string[]> {
  const chunks: string[] = [];
  const watched = new Proxy(store, {
    get(target, name) {
      if (name === 'hint') return ({ webhookId }: { webhookId: string }) => chunks.push(webhookId);
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (sql: string, parameters?: Value[]) => {
        if (failing && parameters?.includes(failing)) return Promise.reject(new Error('unreadable'));
        return value.call(target, sql, parameters);
      };
    },
  });
  const replayer = new Replayer({ store: watched, log, leasedShards: () => allShards });
  replayer.start();
  const count = `select count(*) as done from replays where state = 'done'`;
  await expect.poll(() => store.get(count), { timeout: 20_000 }).toEqual({ done });
  await replayer.close();
  return chunks;
}

test('replays take turns, one chunk each', async () => {
  await using delivering = await startDelivering({ roles: ['api'] });
  const [one, other] = await twoBackfills(delivering);
  const chunks = await chunksOf(delivering.services.store, { done: 2 });
  const turns = [chunks.slice(0, 2), chunks.slice(2, 4), chunks.slice(4, 6)];
  for (const turn of turns) expect(turn.toSorted()).toEqual([one, other].toSorted());
});

test.each([0, 1])(
  'a replay that fails does not stop the others; the failing one is number %d',
  async (index) => {
    await using delivering = await startDelivering({ roles: ['api'] });
    const ids = await twoBackfills(delivering);
    const [failing] = ids.splice(index, 1);
    const chunks = await chunksOf(delivering.services.store, { done: 1, failing: failing! });
    expect(new Set(chunks)).toEqual(new Set(ids));
  },
);
