import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, startEngine } from '../../store/testing/engines.ts';
import { awayWhile } from '../testing/away-while.ts';
import { type CountedCalls, countCalls } from '../testing/count-calls.ts';
import { startDelivering } from '../testing/start-delivering.ts';
import { startDispatcher } from '../testing/start-dispatcher.ts';
import { startReceiver } from '../testing/start-receiver.ts';

const queries = ['all', 'get', 'run', 'transaction', 'recordOutcomes'] as const;

async function perSecond(counted: CountedCalls): Promise<number> {
  const [before, startedAt] = [counted.calls, performance.now()];
  await sleep(2000);
  return (counted.calls - before) / ((performance.now() - startedAt) / 1000);
}

describe.each(['sqlite', 'postgres'] as const)('on %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());

  test('nothing spins: however much is stuck, the store is queried only as often as the clock ticks', async () => {
    await using place = await engine.place();
    await using works = await startReceiver();
    await using fails = await startReceiver();
    await using hangs = await startReceiver();
    await using delivering = await startDelivering({ ...place.config, roles: ['api'] });
    const away = { is: false };
    const counted = countCalls(awayWhile(delivering.services.store, away, queries), queries);
    const { store } = counted;
    await using _ = await startDispatcher(delivering, { store });
    const rates = { idle: await perSecond(counted), stuck: 0, away: 0 };

    fails.behave((_, response) => void response.writeHead(500).end());
    hangs.behave(() => {});
    const retryDelays = Array(8).fill(1);
    const endpoints = [
      await delivering.webhook(works.url, { delivery: { ratePerSecond: 1 } }),
      await delivering.webhook(works.url, { active: false }),
      await delivering.webhook(fails.url, { delivery: { retryDelays } }),
      await delivering.webhook(fails.url, { delivery: { retryDelays, strictOrder: true } }),
      await delivering.webhook(hangs.url, { delivery: { concurrency: 2 } }),
    ];
    // A lane cannot read so many events at once, and cannot keep all events of source `a` in memory.
    const events = Array.from({ length: 1500 }, (_, n) => ({ sourceId: n % 2 ? 'a' : `s-${n}` }));
    await delivering.append(...events);
    await Promise.all([works.count(1), fails.count(5), hangs.count(2)]);
    rates.stuck = await perSecond(counted);

    away.is = true;
    // Retries become due during the outage, and the hints make the dispatcher read its deliveries again.
    const { tenantId } = delivering.caller;
    for (const webhookId of endpoints) store.hint({ tenantId, webhookId, about: 'reread' });
    rates.away = await perSecond(counted);
    away.is = false;
    for (const rate of Object.values(rates)) {
      expect(rate).toBeGreaterThan(0);
      // An endpoint can cause four calls in each tick, and there are ten ticks per second. All endpoints together
      // caused 33 calls per second. When a lane did not wait for a tick, they caused 32,000.
      expect(rate).toBeLessThan(40 * endpoints.length);
    }
  });
});
