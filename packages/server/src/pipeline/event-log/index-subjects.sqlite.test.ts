import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aboutSource, aboutUser } from '../../domain/about-subject.ts';
import { subjectBucket } from '../../domain/bucket-of.ts';
import { eventSearch } from '../../domain/events.ts';
import { findTimeline } from '../../domain/portal-timeline.ts';
import type { Caller } from '../../platform/caller.ts';
import { databaseFile } from '../../platform/database-file.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { startEngine } from '../../store/testing/engines.ts';
import { subjectsAtOnce } from './index-subjects.sqlite.ts';
import { renderEvent } from './render-event.ts';

const caller: Caller = { tenantId: 'acme', mode: 'SANDBOX' };

let dataDir: string;
let store: Store;
const disposals: AsyncDisposable[] = [];
beforeEach(async () => {
  const place = await (await startEngine('sqlite')).place();
  disposals.push(place);
  ({ dataDir } = place.config);
  store = await openStore(place.config);
});
afterEach(async () => {
  await store.close();
  for (const place of disposals.splice(0)) await place[Symbol.asyncDispose]();
});

const publish = (userId: string): Promise<unknown> =>
  store.publish({
    event: renderEvent({ ...caller, type: 'USER_CREATED', sourceId: userId, userId, data: {} }, Date.now()),
  });

const timelineQuery = {
  userId: 'user',
  size: 10,
  now: Date.now(),
  config: { retentionDays: 60, callbackHours: 24 },
};

/** Publishes more events of other users than are indexed at a time. */
const publishOthers = (): Promise<unknown> =>
  Promise.all(Array.from({ length: subjectsAtOnce + 5 }, (_, n) => publish(`other-${n}`)));

const eventsOf = async (userId: string): Promise<number> =>
  (await eventSearch.page(store, caller, { userId })).items.length;

const indexed = async (): Promise<number> =>
  (await store.get<{ count: number }>('select count(*) as count from event_subjects'))!.count;

/** Runs a statement on the database file, as another program would. */
function runBeside(sql: string): void {
  const database = new DatabaseSync(databaseFile(dataDir));
  database.exec(sql);
  database.close();
}

test('an event is found by its user and its source before and after it is in the index', async () => {
  // The index may or may not contain these events yet.
  for (let n = 0; n < 3; n++) await publish('user');
  const found = async (): Promise<unknown> => ({
    byUser: await eventsOf('user'),
    bySource: (await eventSearch.page(store, caller, { sourceId: 'user' })).items.length,
    inTimeline: (await findTimeline(store, caller, timelineQuery)).items.length,
    ofOthers: await eventsOf('stranger'),
  });
  const all = { byUser: 3, bySource: 3, inTimeline: 3, ofOthers: 0 };
  expect(await found()).toEqual(all);
  await publishOthers();
  await expect.poll(indexed).toBeGreaterThanOrEqual(subjectsAtOnce);
  expect(await found()).toEqual(all);
});

test('events that the previous version has stored are found, and are indexed after the next event', async () => {
  runBeside(`
    insert into events (tenant_id, mode, id, type, source_id, user_id, bucket, created_at)
    with recursive n (n) as (values (1) union all select n + 1 from n where n < 2500)
    select 'acme', 'SANDBOX', 'et-0' || substr('0000' || n, -4), 'USER_CREATED', 'old', 'old', 2, n from n`);
  const all = { size: 100 };
  expect((await eventSearch.page(store, caller, { ...all, userId: 'old' })).items).toHaveLength(100);
  await publish('user');
  await expect.poll(indexed).toBe(2501);
  expect((await eventSearch.page(store, caller, { ...all, sourceId: 'old' })).items).toHaveLength(100);
});

test('events of the previous version are indexed some seconds after the start, even without another event', async () => {
  runBeside(`
    insert into events (tenant_id, mode, id, type, source_id, user_id, bucket, created_at)
    values ('acme', 'SANDBOX', 'et-0', 'USER_CREATED', 'old', 'old', 2, 0)`);
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const second = await openStore({ databaseUrl: null, dataDir });
  vi.advanceTimersByTime(5000);
  vi.useRealTimers();
  await expect.poll(indexed).toBe(1);
  await second.close();
});

test('the user and the source of an event are in the index, each in its own bucket', async () => {
  await store.publish({
    event: renderEvent(
      { ...caller, type: 'ACCOUNT_CREATED', sourceId: 'account', userId: 'user', data: {} },
      0,
    ),
  });
  const rows = () => store.all('select bucket, subject_id from event_subjects order by subject_id');
  await expect.poll(rows).toEqual([
    { bucket: subjectBucket.of('account'), subject_id: 'account' },
    { bucket: subjectBucket.of('user'), subject_id: 'user' },
  ]);
  expect((await eventSearch.page(store, caller, { sourceId: 'account' })).items).toHaveLength(1);
  expect(await eventsOf('user')).toBe(1);
});

test('SQLite calculates the same bucket of a subject', async () => {
  const bucket = subjectBucket.sql('$1');
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary' }).filter((text) => !/[\0\ud800-\udfff]/.test(text)),
      async (source) => {
        expect(await store.get(`select ${bucket} as bucket`, [source])).toEqual({
          bucket: subjectBucket.of(source),
        });
      },
    ),
  );
});

test('an expired event leaves the index', async () => {
  await publishOthers();
  await expect.poll(indexed).toBeGreaterThanOrEqual(subjectsAtOnce);
  await store.run('delete from events');
  expect(await indexed()).toBe(0);
});

test('events are found if all events have expired, after which SQLite uses their rowids again', async () => {
  await publishOthers();
  await expect.poll(indexed).toBeGreaterThanOrEqual(subjectsAtOnce);
  await store.run('delete from events');
  await publish('user');
  expect(await eventsOf('user')).toBe(1);
  await publishOthers();
  await expect.poll(indexed).toBeGreaterThanOrEqual(subjectsAtOnce);
  expect(await eventsOf('user')).toBe(1);
});

test('events are found after a vacuum, which changes the rowids', async () => {
  await publishOthers();
  await expect.poll(indexed).toBeGreaterThanOrEqual(subjectsAtOnce);
  await store.run(`delete from events where rowid <= ${subjectsAtOnce - 10}`);
  runBeside('vacuum');
  await publish('user');
  expect(await eventsOf('user')).toBe(1);
  await publishOthers();
  expect(await eventsOf('user')).toBe(1);
  expect(await eventsOf('other-3')).toBe(1);
});

test('a search for a user or a source reads the index, and of the events only those that are not in it', async () => {
  const searched = { engine: 'sqlite', tenant: '$1', mode: '$2', subject: '$3' } as const;
  for (const condition of [aboutUser(searched, 'u'), aboutSource(searched, 'u')]) {
    const plan = await store.all<{ detail: string }>(
      `explain query plan select e.* from events e where e.tenant_id = $1 and e.mode = $2 and ${condition}
       order by e.id desc limit 10`,
      ['acme', 'SANDBOX', 'u'],
    );
    const steps = plan.map(({ detail }) => detail);
    expect(steps).toEqual(
      expect.arrayContaining([
        'SEARCH e USING INDEX sqlite_autoindex_events_1 (tenant_id=? AND mode=? AND id=?)',
        'SEARCH s USING PRIMARY KEY (tenant_id=? AND mode=? AND bucket=?)',
        'SEARCH late USING INTEGER PRIMARY KEY (rowid>?)',
      ]),
    );
    expect(steps.filter((step) => /^SCAN (e|s|late)\b/.test(step))).toEqual([]);
  }
});
