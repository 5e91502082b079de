import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { chainHash } from '@winkwire/receiver/checkpoint';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { endUserAccess } from '../domain/erase-user-rows.ts';
import { type Receiver, startReceiver } from '../pipeline/testing/start-receiver.ts';
import { type Engine, startEngine } from '../store/testing/engines.ts';
import { addEveryKind } from '../testing/add-every-kind.ts';
import { template } from '../testing/invite-services.ts';
import { uploadedFiles } from '../testing/own-everything.ts';
import { sandboxCaller, startTestServer, type TestServer } from '../testing/test-server.ts';
import { watchLocks } from '../testing/watch-locks.ts';
import { WidgetPage } from '../testing/widget-page.ts';

describe.each(['sqlite', 'postgres'] as const)('erasure on %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());

  const post = async (server: TestServer, path: string, body: object = {}) => {
    const response = await server.call(`/v1/${path}`, { method: 'POST', body });
    if (response.status > 201) throw new Error(`${path}: ${JSON.stringify(response.body)}`);
    return response.body.data;
  };

  async function makeUser(server: TestServer, providerId: string): Promise<string> {
    const { user, token } = await post(server, 'users', { externalMetadata: { name: 'Palomero' } });
    const page = await WidgetPage.open(server, token.accessToken);
    const consented = await page.post('consents', { digest: page.session.consent?.digest });
    expect(consented.status).toBe(200);
    const account = await post(server, 'sandbox/accounts', { userId: user.id, providerId });
    await addEveryKind(server.services.store, { userId: user.id, accountId: account.id });
    await post(server, 'archives', {
      userId: user.id,
      fileType: 'COMPANY_ID',
      rawFiles: await uploadedFiles(),
    });
    await page.close();
    return user.id;
  }

  /**
   * All rows as text, except those of SQLite's `event_subjects`. They contain only ids, and a background job adds them
   * at any time.
   */
  async function dump({ services: { store } }: TestServer): Promise<Map<string, string[]>> {
    const tables = await store.all<{ name: string }>(
      name === 'sqlite'
        ? `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name <> 'event_subjects'`
        : `select tablename as name from pg_tables where schemaname = 'public'`,
    );
    const rows = new Map<string, string[]>();
    for (const table of tables) {
      const all = await store.all(`select * from ${table.name}`);
      rows.set(
        table.name,
        all.map((row) => JSON.stringify(row)),
      );
    }
    return rows;
  }

  const tablesWith = (rows: Map<string, string[]>, text: string): string[] =>
    [...rows]
      .filter(([, list]) => list.some((row) => row.includes(text)))
      .map(([table]) => table)
      .sort();

  test('after an erasure only ids of the user are left in the log, and another user keeps everything', async () => {
    await using place = await engine.place();
    await using receiver = await startReceiver();
    await using server = await startTestServer({ databaseUrl: place.config.databaseUrl });
    receiver.behave((received, response) =>
      response.end(`thanks for ${JSON.stringify(received.event.data)}`),
    );
    const webhook = await post(server, 'webhooks', {
      name: 'all',
      url: receiver.url,
      eventTypes: ['ALL_EVENTS'],
      includePayload: true,
      secret: 'secret',
    });
    const paused = await post(server, 'webhooks', {
      name: 'paused',
      url: receiver.url,
      eventTypes: ['ALL_EVENTS'],
      active: false,
      secret: 'secret',
    });
    const { items } = (await server.call('/v1/providers?accountConnection=true')).body.data;
    const erased = await makeUser(server, items[0].id);
    const kept = await makeUser(server, items[0].id);
    const settled = () =>
      vi.waitFor(async () => {
        const open = await server.services.store.get<{ count: number }>(
          `select (select count(*) from deliveries where webhook_id = $1 and state <> 'delivered')
             + (select count(*) from archives where status = 'STARTED')
             + (select count(*) from linking_runs) as count`,
          [webhook.id],
        );
        expect(Number(open!.count)).toBe(0);
      }, 20_000);
    await settled();
    const before = await dump(server);
    const keptBefore = tablesWith(before, kept);
    expect(tablesWith(before, erased)).toEqual(keptBefore);
    expect(keptBefore).toEqual(expect.arrayContaining(['accounts', 'archives', 'callbacks', 'consents']));

    const otherOrders = watchLocks(server.services.store);
    const response = await server.call(`/v1/users/${erased}`, { method: 'DELETE' });
    expect(response.status).toBe(200);
    expect([...otherOrders]).toEqual([]);
    await settled();
    expect((await server.call(`/v1/users/${erased}`, { method: 'DELETE' })).status).toBe(404);

    const after = await dump(server);
    expect(tablesWith(after, erased)).toEqual(['deliveries', 'events']);
    expect(tablesWith(after, kept)).toEqual(keptBefore);

    // Only events about a disconnected account or a revoked archive keep their bodies when their user is erased.
    const events = await server.services.store.all<{ id: string; type: string; body: string | null }>(
      'select id, type, body from events where user_id = $1 order by id',
      [erased],
    );
    const withBody = events.filter(({ body }) => body !== null).map(({ type }) => type);
    expect(new Set(withBody)).toEqual(new Set(['ACCOUNT_DISCONNECTED', 'ARCHIVE_REVOKED']));
    expect(events.length).toBeGreaterThan(withBody.length + 5);
    const delivered = receiver.received.filter(({ event }) => withBody.includes(event.type));
    expect(delivered.map(({ event }) => event.data.userId)).toEqual([erased, erased]);

    for (const { id } of [webhook, paused]) {
      const pulled = (await server.call(`/v1/webhooks/${id}/events?size=150`)).body.data;
      const shredded = pulled.items.filter(({ body }: { body: string | null }) => body === null);
      expect(shredded.length).toBe(events.length - withBody.length);
      expect(Object.keys(shredded[0].headers)).toEqual(['webhook-id', 'webhook-sequence']);
      const chain = pulled.items.reduce(
        (hash: string, item: { digest: string; headers: Record<string, string> }) =>
          chainHash(hash, item.headers['webhook-id']!, item.digest),
        '0'.repeat(64),
      );
      expect((await server.call(`/v1/webhooks/${id}/checkpoint`)).body.data).toMatchObject({
        sequence: pulled.lastSequence,
        hash: chain,
      });
    }

    const first = events[0]!.id;
    const { body } = await server.call(`/v1/webhooks/${paused.id}/explain?eventId=${first}`);
    expect(body.data.state).toBe('ERASED');

    // The endpoint of a resumed webhook receives only events that still have a body.
    const seen = receiver.received.length;
    await server.call(`/v1/webhooks/${paused.id}`, { method: 'PATCH', body: { active: true } });
    await vi.waitFor(async () => {
      const open = await server.services.store.get<{ count: number }>(
        `select count(*) as count from deliveries where webhook_id = $1 and state = 'waiting'`,
        [paused.id],
      );
      expect(Number(open!.count)).toBe(0);
    }, 20_000);
    const sent = receiver.received.slice(seen).map(({ event }) => event.id);
    const gone = new Set(events.filter((event) => event.body === null).map((event) => event.id));
    expect(sent.length).toBeGreaterThan(5);
    expect(sent.filter((id) => gone.has(id))).toEqual([]);
  }, 60_000);

  test('once an erasure has begun, no invitation or hosted link of the user opens the widget', async () => {
    await using place = await engine.place();
    await using server = await startTestServer({ databaseUrl: place.config.databaseUrl });
    const silent = { ...template, email: { ...template.email, sendEmail: false } };
    const { id: templateId } = await post(server, 'inviteTemplates', silent);
    const guest = { fullName: 'Erasmina Palomero', email: 'erasmina@smileapi.io' };
    const { userId, inviteLandingPageUrl } = await post(server, 'invites', { ...guest, templateId });
    const link = await post(server, 'hostedLinks', { userId });
    const paths = [inviteLandingPageUrl, link.url].map((url) => `${new URL(url).pathname}/session`);
    const openAll = () =>
      Promise.all(
        paths.map(async (path) => (await fetch(`${server.url}${path}`, { method: 'POST' })).status),
      );
    // Only the first opening of a link changes its row. The later openings wait only because of the lock.
    expect(await openAll()).toEqual([200, 200]);
    const { store } = server.services;
    let opened: Promise<number[]> | undefined;
    await store.transaction(async (transaction) => {
      await endUserAccess(transaction, sandboxCaller, userId);
      opened = openAll();
      if (name === 'sqlite') return;
      const waiting = 'select count(*) as count from pg_locks where not granted';
      await vi.waitFor(async () => expect(await transaction.get(waiting)).toEqual({ count: 2 }), 10_000);
    });
    expect(await opened).toEqual([404, 404]);
    expect(await store.all('select id from tokens')).toEqual([]);
    expect(await openAll()).toEqual([404, 404]);
  });

  test('while a user is being erased, nothing is created for this user', async () => {
    await using place = await engine.place();
    await using server = await startTestServer({ databaseUrl: place.config.databaseUrl });
    const { user } = await post(server, 'users');
    const { items } = (await server.call('/v1/providers?accountConnection=true')).body.data;
    const userId = user.id;
    const files = { fileType: 'COMPANY_ID', rawFiles: await uploadedFiles() };
    const creations: [path: string, body: object][] = [
      [`tokens?userId=${userId}`, {}],
      ['hostedLinks', { userId }],
      ['sandbox/accounts', { userId, providerId: items[0].id }],
      ['archives', { userId, ...files }],
      [`users/${userId}/resetSession`, {}],
    ];
    const createAll = () =>
      Promise.all(
        creations.map(async ([path, body]) => {
          const response = await server.call(`/v1/${path}`, { method: 'POST', body });
          return [path, response.status, response.body.message];
        }),
      );
    const { store } = server.services;
    const expunge = store.expunge.bind(store);
    let created: unknown;
    store.expunge = async () => {
      created = await createAll();
      await expunge();
    };
    expect((await server.call(`/v1/users/${userId}`, { method: 'DELETE' })).status).toBe(200);
    const missing = `There is no user ${userId} in SANDBOX.`;
    const refused = creations.map(([path]) => [path, 404, missing]);
    expect(created).toEqual(refused);
    expect(await createAll()).toEqual(refused);
    expect(tablesWith(await dump(server), userId)).toEqual(['events']);
  });

  test('a token that is created while an erasure begins is refused, or deleted by it', async () => {
    await using place = await engine.place();
    await using server = await startTestServer({ databaseUrl: place.config.databaseUrl });
    const { user } = await post(server, 'users');
    const path = `/v1/tokens?userId=${user.id}`;
    const creations = Array.from({ length: 10 }, () => server.call(path, { method: 'POST' }));
    const erasure = server.call(`/v1/users/${user.id}`, { method: 'DELETE' });
    const statuses = (await Promise.all(creations)).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 201 && status !== 404)).toEqual([]);
    expect((await erasure).status).toBe(200);
    expect(await server.services.store.all('select id from tokens')).toEqual([]);
  });

  function holdResponses(receiver: Receiver, text: string): () => void {
    const held: (() => void)[] = [];
    let released = false;
    receiver.behave((_, response) => {
      const respond = () => void response.writeHead(500, { 'x-request-id': text }).end(text);
      if (released) respond();
      else held.push(respond);
    });
    return () => {
      released = true;
      for (const respond of held) respond();
    };
  }

  const person = 'Erasmina Palomero';

  test('responses that a receiver sends after the erasure are not stored', async () => {
    await using place = await engine.place();
    await using receiver = await startReceiver();
    await using server = await startTestServer({ databaseUrl: place.config.databaseUrl });
    await post(server, 'webhooks', {
      name: 'all',
      url: receiver.url,
      eventTypes: ['ALL_EVENTS'],
      secret: 'secret',
    });
    const { items } = (await server.call('/v1/providers?accountConnection=true')).body.data;
    const release = holdResponses(receiver, person);
    const { user } = await post(server, 'users', { externalMetadata: { name: person } });
    await post(server, 'sandbox/accounts', { userId: user.id, providerId: items[0].id });
    await receiver.count(1);
    expect((await server.call(`/v1/users/${user.id}`, { method: 'DELETE' })).status).toBe(200);
    release();
    const ending = 'ACCOUNT_DISCONNECTED';
    await vi.waitFor(async () => {
      const logged = await server.services.store.all<{ type: string }>(
        `select e.type from attempts a
           join deliveries d on d.tenant_id = a.tenant_id and d.webhook_id = a.webhook_id and d.sequence = a.sequence
           join events e on e.tenant_id = d.tenant_id and e.mode = d.mode and e.id = d.event_id`,
      );
      expect(logged.map(({ type }) => type)).toEqual(expect.arrayContaining(['USER_CREATED', ending]));
    }, 10_000);
    expect(tablesWith(await dump(server), person)).toEqual([]);
  }, 30_000);

  test.runIf(name === 'sqlite')(
    'no file of the database contains bytes of an erased user',
    async () => {
      await using receiver = await startReceiver();
      await using server = await startTestServer();
      // Long responses are stored on separate database pages, which the erasure must clear too.
      receiver.behave((received, response) => response.end(`${received.body} `.repeat(50)));
      await post(server, 'webhooks', {
        name: 'all',
        url: receiver.url,
        eventTypes: ['ALL_EVENTS'],
        secret: 'secret',
      });
      const { user } = await post(server, 'users', { externalMetadata: { name: person } });
      await server.services.store.transaction(async (transaction) => {
        for (let n = 0; n < 400; n++) {
          const [userId, note] = n % 2 === 0 ? [user.id, person] : ['another', 'Kept'];
          const event = { ...sandboxCaller, type: 'RECORD_CREATED', sourceId: userId, userId };
          transaction.append({ ...event, data: { recordId: note.repeat(1 + (n % 40)), recordType: null } });
        }
      });
      const stored = () => server.services.store.get('select count(*) as count from attempts');
      await vi.waitFor(async () => expect(await stored()).toEqual({ count: 401 }), 60_000);
      const files = () =>
        readdirSync(server.folder)
          .filter((file) => file.startsWith('winkwire.sqlite'))
          .filter((file) => readFileSync(join(server.folder, file)).includes(person));
      expect(files().length).toBeGreaterThan(0);
      expect((await server.call(`/v1/users/${user.id}`, { method: 'DELETE' })).status).toBe(200);
      expect(files()).toEqual([]);
    },
    90_000,
  );

  test.runIf(name === 'sqlite')(
    'an erasure does not end while a backup reads the files, and the same request completes it afterwards',
    async () => {
      await using server = await startTestServer();
      const { user } = await post(server, 'users', { externalMetadata: { name: person } });
      const files = () =>
        readdirSync(server.folder)
          .filter((file) => file.startsWith('winkwire.sqlite'))
          .filter((file) => readFileSync(join(server.folder, file)).includes(person));
      const backup = new DatabaseSync(join(server.folder, 'winkwire.sqlite'), { readOnly: true });
      backup.exec('begin; select count(*) from users');
      const erase = () => server.call(`/v1/users/${user.id}`, { method: 'DELETE' });
      expect((await erase()).status).toBe(503);
      expect(files().length).toBeGreaterThan(0);
      backup.close();
      expect((await erase()).status).toBe(200);
      expect(files()).toEqual([]);
      expect((await erase()).status).toBe(404);
    },
    30_000,
  );
});
