import { setTimeout as sleep } from 'node:timers/promises';
import { exampleBody } from '@winkwire/contract/events';
import { expect } from 'vitest';
import type { TestServer } from '../../testing/test-server.ts';
import { sentUnrecorded } from './sent-unrecorded.ts';
import { type Receiver, startReceiver } from './start-receiver.ts';

const event = { type: 'USER_CREATED', data: exampleBody('USER_CREATED').data };

export async function register(server: TestServer, url: string): Promise<void> {
  const body = { name: 'a', url, eventTypes: ['ALL_EVENTS'], active: true, secret: 's' };
  expect((await server.call('/v1/webhooks', { method: 'POST', body })).status).toBe(200);
}

const publish = (server: TestServer) => server.call('/v1/events', { method: 'POST', body: event });

interface Publishing extends AsyncDisposable {
  accepted: Set<string>;
  refused: number[];
  stop(): Promise<void>;
}

export function keepPublishing(server: TestServer): Publishing {
  const accepted = new Set<string>();
  const refused: number[] = [];
  let stopped = false;
  const running = (async () => {
    while (!stopped) {
      const { status, body } = await publish(server);
      if (status === 201) accepted.add(body.data.id);
      else refused.push(status);
      await sleep(5);
    }
  })();
  const stop = (): Promise<void> => {
    stopped = true;
    return running;
  };
  return { accepted, refused, stop, [Symbol.asyncDispose]: stop };
}

const ready = async (server: TestServer): Promise<number> =>
  (await server.call('/readyz', { as: null })).status;

export const missing = (accepted: Set<string>, { received }: Receiver): string[] => {
  const got = new Set(received.map((one) => one.event.id));
  return [...accepted].filter((id) => !got.has(id));
};

/** Takes the database away while a client publishes, and checks that nothing was lost. */
export async function proveOutage(
  server: TestServer,
  outage: { begin(): unknown; end(): unknown },
): Promise<Receiver> {
  const receiver = await startReceiver();
  await register(server, receiver.url);
  await using client = keepPublishing(server);
  await receiver.count(20);
  await expect.poll(() => ready(server)).toBe(200);

  await outage.begin();
  await expect.poll(() => client.refused.length).toBeGreaterThan(3);
  await expect.poll(() => ready(server)).toBe(503);
  expect((await server.call('/healthz', { as: null })).status).toBe(200);
  const before = client.accepted.size;
  const { length: refused } = client.refused;
  await expect.poll(() => client.refused.length).toBeGreaterThan(refused + 3);
  expect(client.accepted.size).toBe(before);

  await outage.end();
  await expect.poll(() => client.accepted.size).toBeGreaterThan(before + 20);
  await expect.poll(() => ready(server)).toBe(200);
  await client.stop();
  await expect.poll(() => undelivered(server, missing(client.accepted, receiver))).toEqual([]);
  expect(new Set(client.refused)).toEqual(new Set([503]));
  await expect.poll(() => sentUnrecorded(server.services.store, receiver)).toEqual([]);
  return receiver;
}

/** Returns the deliveries as stored, so that a failed test shows them. */
async function undelivered({ services }: TestServer, ids: readonly string[]): Promise<object[]> {
  const sql =
    'select event_id, sequence, state, attempts, last_error, due_at from deliveries where event_id = $1';
  return Promise.all(ids.map(async (id) => (await services.store.get(sql, [id])) ?? { event_id: id }));
}
