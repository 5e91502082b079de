import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { Checkpointer } from './checkpointer.ts';

let folder: string;
let writer: DatabaseSync;
let checkpointer: Checkpointer;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winkwire-'));
  writer = open();
  writer.exec('create table rows (content blob)');
  checkpointer = new Checkpointer(open());
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function open(): DatabaseSync {
  const database = new DatabaseSync(join(folder, 'test.sqlite'));
  database.exec('pragma busy_timeout = 60000; pragma journal_mode = wal');
  database.exec('pragma synchronous = off; pragma wal_autocheckpoint = 0');
  return database;
}

const megabytes = (suffix = ''): number => statSync(join(folder, `test.sqlite${suffix}`)).size / 2 ** 20;
const write = (count: number): unknown =>
  writer.prepare('insert into rows values (zeroblob(?))').run(count * 2 ** 20);
const log = (): unknown => writer.prepare('pragma wal_checkpoint(noop)').get();

test('writes are copied to the database file, and a small amount waits until there is more', () => {
  write(1);
  checkpointer.checkpoint();
  expect(megabytes()).toBeLessThan(0.1);
  write(5);
  checkpointer.checkpoint();
  expect(megabytes()).toBeGreaterThan(5);
});

test('under constant load the write-ahead log is reused', async () => {
  const load = `
    const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(require('node:worker_threads').workerData);
    database.exec('pragma busy_timeout = 10000; pragma synchronous = off; pragma wal_autocheckpoint = 0');
    const insert = database.prepare('insert into rows values (zeroblob(200000))');
    const still = new Int32Array(new SharedArrayBuffer(4));
    for (let n = 0; n < 3000; n++, Atomics.wait(still, 0, 0, 0.2)) insert.run();`;
  const worker = new Worker(load, { eval: true, workerData: join(folder, 'test.sqlite') });
  onTestFinished(() => void worker.terminate());
  let ended = false;
  const end = once(worker, 'exit').finally(() => {
    ended = true;
  });
  while (!ended) {
    checkpointer.checkpoint();
    await setImmediate();
  }
  await end;
  // The load has written 600 MB. The log is smaller, because it was emptied in between.
  expect(megabytes('-wal')).toBeLessThan(550);
  expect(megabytes()).toBeGreaterThan(300);
});

test('a reader that does not end delays writers briefly, and only once', () => {
  const reader = open();
  reader.exec('begin; select count(*) from rows');
  write(70);
  const tries = vi.spyOn(DatabaseSync.prototype, 'exec');
  checkpointer.checkpoint();
  expect(tries).toHaveBeenCalled();
  tries.mockClear();
  write(1);
  checkpointer.checkpoint();
  expect(tries).not.toHaveBeenCalled();
  tries.mockRestore();
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 1000);
  reader.exec('commit');
  checkpointer.checkpoint();
  write(1);
  expect(log()).toMatchObject({ checkpointed: 0 });
});
