import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Delivering, startDelivering } from '../pipeline/testing/start-delivering.ts';
import { type Receiver, startReceiver } from '../pipeline/testing/start-receiver.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { type DeliverySearch, searchDeliveries } from './deliveries.ts';

describe.each(['sqlite', 'postgres'] as const)('searching deliveries on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let receiver: Receiver;
  let delivering: Delivering;
  let webhookId: string;
  beforeAll(async () => {
    engine = await startEngine(name);
    place = await engine.place();
    receiver = await startReceiver();
    delivering = await startDelivering(place.config);
    receiver.behave((received, response) => {
      const answer = received.event.data.note === 'spoiled' ? 'No such 100% Customer' : 'ok';
      response.writeHead(answer === 'ok' ? 200 : 422).end(answer);
    });
    webhookId = await delivering.webhook(receiver.url, { delivery: { retryDelays: [] } });
    await delivering.append(
      { userId: 'u-1', sourceId: 'a-1', type: 'ACCOUNT_CREATED', data: { note: 'Palomero' } },
      { userId: 'u-1', sourceId: 'a-2', type: 'ACCOUNT_FAILED', data: { note: 'spoiled' } },
      { userId: 'u-2', sourceId: 'a-3', type: 'ACCOUNT_CREATED', data: { note: 'under_score' } },
    );
    await vi.waitFor(async () => {
      const open = `select 1 from deliveries where state not in ('delivered', 'failed')`;
      expect(await delivering.services.store.all(open)).toEqual([]);
    }, 10_000);
  });
  afterAll(async () => {
    await delivering[Symbol.asyncDispose]();
    await receiver[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  });

  const today = () => new Date().toISOString().slice(0, 10);

  test.each([
    [{}, [3, 2, 1]],
    [{ type: 'ACCOUNT_CREATED' }, [3, 1]],
    [{ userId: 'u-1' }, [2, 1]],
    [{ sourceId: 'a-3' }, [3]],
    [{ state: 'FAILED' }, [2]],
    [{ status: 422 }, [2]],
    [{ error: 'TIMEOUT' }, []],
    [{ text: 'palomero' }, [1]],
    [{ text: '100% customer' }, [2]],
    [{ text: 'such%customer' }, []],
    [{ text: 'under_s' }, [3]],
    [{ text: 'underXs' }, []],
    [{ startDate: '2020-01-01', endDate: '2020-01-02' }, []],
    [{ userId: 'u-1', type: 'ACCOUNT_CREATED' }, [1]],
    [{ before: 3 }, [2, 1]],
  ] as [Partial<DeliverySearch>, number[]][])('%j finds %j', async (search, sequences) => {
    const found = await searchDeliveries(delivering.services.store, delivering.caller, {
      webhookId,
      size: 10,
      ...search,
    });
    expect(found.map(({ sequence }) => sequence)).toEqual(sequences);
  });

  test('both days are included', async () => {
    const search = { webhookId, size: 10, startDate: today(), endDate: today() };
    const found = await searchDeliveries(delivering.services.store, delivering.caller, search);
    expect(found.length).toBe(3);
  });
});
