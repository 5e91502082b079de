import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWebhook } from '../actions/create-webhook.ts';
import { readConfig } from '../config.ts';
import { SecretBox } from '../platform/secret-box.ts';
import { openStore } from '../store/open-store.ts';
import { type Engine, startEngine } from '../store/testing/engines.ts';
import { type CrashTask, crashKey, type SelfKill } from './testing/crash-task.ts';
import { killNow, startCrashChild } from './testing/start-crash-child.ts';
import { type Receiver, startReceiver } from './testing/start-receiver.ts';

type Moment = SelfKill | 'while requests are in flight' | 'after a response' | 'at any moment';

const moments: Moment[] = [
  'before an event is committed',
  'after an event is committed',
  'while requests are in flight',
  'after a response',
  'before an outcome is committed',
  'after an outcome is committed',
  'at any moment',
];

/** Set `WINKWIRE_CRASHES=100` for a longer run. */
const randomKills = Number(process.env.WINKWIRE_CRASHES ?? 1);
const events = 300;
const concurrency = 64;

describe.each(['sqlite', 'postgres'] as const)('killed on %s', (name) => {
  let engine: Engine;
  const table: object[] = [];
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(async () => {
    await engine[Symbol.asyncDispose]();
    console.table(table);
  });

  const kills = moments.flatMap((moment) =>
    Array.from({ length: moment === 'at any moment' ? randomKills : 1 }, () => moment),
  );

  test.each(kills)(
    '%s, nothing accepted is lost and only requests in flight are repeated',
    async (moment) => {
      await using place = await engine.place();
      await using receiver = await startReceiver();
      await registerEndpoint(place.config, receiver.url);
      const accepted = new Set<string>();
      const selfKill = (moments.indexOf(moment) < 2 || moment.endsWith('outcome is committed')) && moment;
      const first = start(
        {
          ...place.config,
          // The child must not finish before it is killed, even if a busy machine puts many events into one batch.
          publish:
            moment === 'at any moment' || moment.endsWith('outcome is committed') ? 10 * events : events,
          ...(selfKill ? { kill: moment as SelfKill } : {}),
        },
        accepted,
      );
      killAt(moment, first, receiver);
      await once(first, 'exit');
      const before = receiver.received.map(({ event }) => event.id);
      const open = new Set(await openEvents(place.config));
      expect(accepted.size).toBeGreaterThan(0);
      receiver.behave((_, response) => void response.end());
      const second = start({ ...place.config, publish: 0 }, accepted);
      await expect.poll(() => openEvents(place.config), { timeout: 90_000, interval: 300 }).toEqual([]);
      await killNow(second);
      const received = new Set(receiver.received.map(({ event }) => event.id));
      expect([...accepted].filter((id) => !received.has(id))).toEqual([]);
      const seen = new Set(before);
      const after = receiver.received.slice(before.length).map(({ event }) => event.id);
      const repeated = after.filter((id) => seen.has(id));
      const row = { accepted: accepted.size, received: seen.size, lost: 0, repeats: repeated.length };
      table.push({ engine: name, moment, ...row });
      // Only deliveries that the store had not recorded as delivered may be repeated.
      expect(repeated.filter((id) => !open.has(id))).toEqual([]);
      expect(new Set(repeated).size).toBe(repeated.length);
    },
    180_000,
  );
});

function killAt(moment: Moment, child: ChildProcess, receiver: Receiver): void {
  if (moment === 'while requests are in flight') {
    receiver.behave((_, response) => {
      if (receiver.received.length > 40) child.kill('SIGKILL');
      else response.end();
    });
  } else if (moment === 'after a response') {
    receiver.behave((_, response) => {
      response.end(() => {
        if (receiver.received.length > 40) child.kill('SIGKILL');
      });
    });
  } else if (moment === 'at any moment') {
    let accepting = false;
    child.on('message', ({ accepted }: { accepted?: string }) => {
      if (!accepted || accepting) return;
      accepting = true;
      setTimeout(() => child.kill('SIGKILL'), Math.random() * 150);
    });
  }
}

function start(task: CrashTask, accepted: Set<string>): ChildProcess {
  const child = startCrashChild(task);
  child.on('message', (message: { accepted?: string }) => {
    if (message.accepted) accepted.add(message.accepted);
  });
  return child;
}

async function openEvents(place: { dataDir: string; databaseUrl: string | null }): Promise<string[]> {
  const store = await openStore(readConfig({}, { profile: 'dev', ...place }));
  try {
    const sql = `select event_id as id from deliveries where state <> 'delivered'`;
    return (await store.all<{ id: string }>(sql)).map(({ id }) => id);
  } finally {
    await store.close();
  }
}

async function registerEndpoint(
  place: { dataDir: string; databaseUrl: string | null },
  url: string,
): Promise<void> {
  const config = readConfig({}, { profile: 'dev', ...place });
  const store = await openStore(config);
  const services = { config, store, secrets: new SecretBox([crashKey]), now: Date.now };
  const request = {
    name: 'n',
    url,
    eventTypes: ['ALL_EVENTS' as const],
    secret: 's',
    delivery: { concurrency },
  };
  await createWebhook(services, { tenantId: 'acme', mode: 'SANDBOX' }, request);
  await store.close();
}
