import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../store/store.ts';
import { type Engine, startEngine } from '../../store/testing/engines.ts';
import { awayWhile } from '../testing/away-while.ts';
import { startDelivering } from '../testing/start-delivering.ts';
import { startDispatcher } from '../testing/start-dispatcher.ts';
import { startReceiver } from '../testing/start-receiver.ts';

const asking = ['all', 'get', 'run', 'transaction', 'recordOutcomes'] as const;

/** Counts what is asked of a store. */
function counting(store: Store): { store: Store; perSecond(): Promise<number> } {
  let calls = 0;
  const counted = new Proxy(store, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        if (asking.includes(name as (typeof asking)[number])) calls++;
        return value.apply(target, given);
      };
    },
  });
  async function perSecond(): Promise<number> {
    const [before, startedAt] = [calls, performance.now()];
    await sleep(2000);
    return (calls - before) / ((performance.now() - startedAt) / 1000);
  }
  return { store: counted, perSecond };
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
    const { store, perSecond } = counting(awayWhile(delivering.services.store, away, asking));
    await using _ = await startDispatcher(delivering, { store });
    const rates = { idle: await perSecond(), stuck: 0, away: 0 };

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
    // More than a lane keeps of one source, and than a page holds.
    const events = Array.from({ length: 1500 }, (_, n) => ({ sourceId: n % 2 ? 'a' : `s-${n}` }));
    await delivering.append(...events);
    await Promise.all([works.count(1), fails.count(5), hangs.count(2)]);
    rates.stuck = await perSecond();

    away.is = true;
    // Retries come due meanwhile, and all that was in memory is to be read again.
    const { tenantId } = delivering.caller;
    for (const webhookId of endpoints) store.hint({ tenantId, webhookId, about: 'reread' });
    rates.away = await perSecond();
    away.is = false;
    for (const rate of Object.values(rates)) {
      expect(rate).toBeGreaterThan(0);
      // At each of ten ticks a second a page, retries, a source, an outcome. Measured 33; a lane that asks again at once, 32,000.
      expect(rate).toBeLessThan(40 * endpoints.length);
    }
  });
});
