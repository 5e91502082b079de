import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import { StoreUnavailable } from '../../platform/store-unavailable.ts';
import { openSqlite } from './open-sqlite.ts';

test('a writer does not wait for an erasure that waits for a backup', { timeout: 30_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'winkwire-'));
  const store = await openSqlite(folder);
  const write = (at: number) =>
    store.run(`insert into heartbeats (id, at) values (1, $1) on conflict (id) do update set at = $1`, [at]);
  await write(1);
  const backup = new DatabaseSync(join(folder, 'winkwire.sqlite'), { readOnly: true });
  backup.exec('begin; select * from heartbeats');
  let over = false;
  const expunged = store.expunge().finally(() => {
    over = true;
  });
  expunged.catch(() => {});
  for (let at = 2; at < 20; at++) {
    await write(at);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(over).toBe(false);
  await expect(expunged).rejects.toThrow(StoreUnavailable);
  backup.close();
  await store.expunge();
  await store.close();
  rmSync(folder, { recursive: true });
});

test('an erasure of a closed store is refused, and starts no thread', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'winkwire-'));
  const store = await openSqlite(folder);
  await store.close();
  const started = process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
  await expect(store.expunge()).rejects.toThrow('The store is closed.');
  expect(process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length).toBe(started);
  rmSync(folder, { recursive: true });
});

test('outcomes are committed with the write that follows, or alone if none does', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'winkwire-'));
  const store = await openSqlite(folder);
  const countCommits = () => store.commits.seconds.cumulative.at(-1)!;
  const write = () => store.run('delete from heartbeats');
  const record = () => store.recordOutcomes({ outcomes: [], cursors: [], now: 0 });
  await write();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const before = countCommits();
    const recorded = record();
    // The write follows in a later tick, because requests of the same tick are always sent together.
    await new Promise(setImmediate);
    await Promise.all([recorded, write()]);
    expect(countCommits() - before).toBe(1);
    const alone = record();
    vi.runAllTimers();
    await alone;
    expect(countCommits() - before).toBe(2);
    const last = record();
    await store.close();
    await last;
  } finally {
    vi.useRealTimers();
    rmSync(folder, { recursive: true });
  }
});
