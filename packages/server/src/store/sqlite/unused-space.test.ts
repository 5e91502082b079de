import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { readLog } from './read-log.ts';
import { UnusedSpace } from './unused-space.ts';

const secret = 'Erasmina Palomero';

let folder: string;
let writer: DatabaseSync;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winkwire-unused-'));
  writer = open();
  writer.exec(`
    create table rows (key text primary key, content text);
    create table tree (key text primary key, content text) without rowid`);
});

afterEach(() => {
  writer.close();
  rmSync(folder, { recursive: true });
});

function open(): DatabaseSync {
  const database = new DatabaseSync(join(folder, 'test.sqlite'));
  database.exec('pragma page_size = 1024; pragma busy_timeout = 10000; pragma journal_mode = wal');
  database.exec('pragma synchronous = off; pragma wal_autocheckpoint = 0; pragma secure_delete = on');
  return database;
}

const filesWithSecret = () =>
  readdirSync(folder).filter((file) => readFileSync(join(folder, file)).includes(secret));
const saltsOfLog = () => readLog(join(folder, 'test.sqlite'), 1024).salts;
const whole = () => writer.prepare('pragma integrity_check').get();

interface Row {
  key: number;
  table: 'rows' | 'tree';
  length: number;
  isSecret: boolean;
}

const anyRow: fc.Arbitrary<Row> = fc.record({
  key: fc.integer({ min: 0, max: 1e9 }),
  table: fc.constantFrom('rows', 'tree'),
  length: fc.integer({ min: 1, max: 100 }),
  isSecret: fc.boolean(),
});

const write = ({ key, table, length, isSecret }: Row) =>
  writer
    .prepare(`insert or replace into ${table} values (?, ?)`)
    .run(String(key), (isSecret ? secret : 'kept').repeat(length));

const erase = () => {
  for (const table of ['rows', 'tree'])
    writer.prepare(`update ${table} set content = null where content like ?`).run(`${secret}%`);
};

const contents = () => writer.prepare('select * from rows union all select * from tree').all();

test('no file contains what was deleted, whatever rows moved before, and the rest is unchanged', () => {
  let copies = 0;
  const rows = fc.array(anyRow, { minLength: 300, maxLength: 400 });
  fc.assert(
    fc.property(rows, rows, (some, more) => {
      writer.exec('delete from rows; delete from tree');
      for (const row of some) write(row);
      erase();
      const before = contents();
      const checkpointer = open();
      const salts = new UnusedSpace(checkpointer).overwriteAll()!;
      checkpointer.close();
      // The writer's cache still has pages with the deleted bytes, and the next rows go to such pages.
      for (const row of more.slice(0, 80)) write({ ...row, isSecret: false, length: 1 });
      copies += filesWithSecret().length;
      expect(new UnusedSpace(writer).overwriteChanged(salts)).toBe(true);
      expect(filesWithSecret()).toEqual([]);
      expect(whole()).toEqual({ integrity_check: 'ok' });
      const keys = new Set(more.slice(0, 80).map(({ key }) => String(key)));
      const isOld = ({ key }: { key?: unknown }) => !keys.has(String(key));
      expect(contents().filter(isOld)).toEqual(before.filter(isOld));
      // A later change must not write the old bytes again.
      for (const row of more) write({ ...row, isSecret: false });
      writer.exec('pragma wal_checkpoint(truncate)');
      expect(filesWithSecret()).toEqual([]);
    }),
    { numRuns: 20, endOnFailure: true },
  );
  expect(copies).toBeGreaterThan(5);
});

test('a file stays whole while another connection writes to it', async () => {
  for (let key = 0; key < 3000; key++)
    write({ key: (key * 7919) % 3001, table: 'tree', length: 1 + (key % 40), isSecret: key % 2 === 0 });
  erase();
  const load = `
    const { DatabaseSync } = require('node:sqlite');
    const { parentPort, workerData } = require('node:worker_threads');
    const database = new DatabaseSync(workerData);
    database.exec('pragma busy_timeout = 10000; pragma synchronous = off; pragma wal_autocheckpoint = 50');
    const insert = database.prepare('insert or replace into tree values (?, ?)');
    let n = 0;
    setInterval(() => {
      for (let times = 0; times < 20; times++, n++) insert.run(String((n * 104729) % 100003), 'kept'.repeat(1 + (n % 300)));
      parentPort.postMessage(n);
    }, 1);`;
  const worker = new Worker(load, { eval: true, workerData: join(folder, 'test.sqlite') });
  onTestFinished(() => void worker.terminate());
  let ended = false;
  worker.once('exit', () => {
    ended = true;
  });
  let written = 0;
  worker.on('message', (count: number) => {
    written = count;
  });
  const checkpointer = open();
  const unused = new UnusedSpace(checkpointer);
  let runs = 0;
  while (!ended && (written < 3000 || runs <= 5)) {
    if (unused.overwriteAll() !== undefined) runs++;
    await new Promise(setImmediate);
  }
  await worker.terminate();
  checkpointer.close();
  expect(whole()).toEqual({ integrity_check: 'ok' });
  expect(
    writer.prepare(`select count(*) as count from tree where content glob 'kept*'`).get()!.count,
  ).toBeGreaterThan(2999);
});

test('nothing is overwritten while a reader still needs the log', () => {
  write({ key: 1, table: 'rows', length: 1, isSecret: true });
  const reader = open();
  reader.exec('begin; select * from rows');
  write({ key: 2, table: 'rows', length: 1, isSecret: false });
  const checkpointer = open();
  for (const database of [writer, checkpointer]) database.exec('pragma busy_timeout = 10');
  expect(new UnusedSpace(checkpointer).overwriteAll()).toBeUndefined();
  expect(new UnusedSpace(writer).overwriteChanged(saltsOfLog())).toBe(false);
  reader.close();
  const salts = new UnusedSpace(checkpointer).overwriteAll();
  expect(salts).toBeDefined();
  expect(new UnusedSpace(writer).overwriteChanged(salts!)).toBe(true);
  checkpointer.close();
});

test.each(['is empty', 'is in the file', 'is not in the file', 'has a reader'])(
  'a log that %s at first is refused if another process starts it again later',
  (state) => {
    for (let key = 0; key < 100; key++) write({ key, table: 'tree', length: 5, isSecret: key % 2 === 0 });
    erase();
    if (state === 'is empty') writer.exec('pragma wal_checkpoint(truncate)');
    if (state === 'is in the file') writer.exec('pragma wal_checkpoint(passive)');
    const [checkpointer, other] = [open(), open()];
    if (state === 'has a reader') other.exec('begin; select * from tree');
    const salts = new UnusedSpace(checkpointer).overwriteAll()!;
    for (let key = 100; key < 200; key++) write({ key, table: 'tree', length: 5, isSecret: key % 2 === 0 });
    erase();
    if (state === 'has a reader') other.exec('rollback');
    other.exec('pragma wal_checkpoint(restart)');
    write({ key: 1000, table: 'rows', length: 1, isSecret: false });
    expect(new UnusedSpace(writer).overwriteChanged(salts)).toBe(false);
    const again = new UnusedSpace(checkpointer).overwriteAll()!;
    expect(new UnusedSpace(writer).overwriteChanged(again)).toBe(true);
    expect(filesWithSecret()).toEqual([]);
    for (const database of [checkpointer, other]) database.close();
  },
);

test('the log is refused if another process writes while it is emptied', () => {
  write({ key: 1, table: 'rows', length: 1, isSecret: false });
  const checkpointer = open();
  const salts = new UnusedSpace(checkpointer).overwriteAll()!;
  const other = open();
  const prepare = writer.prepare.bind(writer);
  vi.spyOn(writer, 'prepare').mockImplementation((sql) => {
    if (sql.includes('truncate')) other.exec(`insert into rows values ('2', 'kept')`);
    return prepare(sql);
  });
  const unused = new UnusedSpace(writer);
  expect(unused.overwriteChanged(salts)).toBe(false);
  vi.restoreAllMocks();
  expect(unused.overwriteChanged(new UnusedSpace(checkpointer).overwriteAll()!)).toBe(true);
  for (const database of [checkpointer, other]) database.close();
});

test('a process that has read pages before they were overwritten does not write the old bytes again', () => {
  const checkpointer = open();
  const salts = new UnusedSpace(checkpointer).overwriteAll()!;
  for (let key = 0; key < 400; key++)
    write({ key: (key * 7919) % 401, table: 'tree', length: 1 + (key % 40), isSecret: key % 2 === 0 });
  erase();
  const other = open();
  const exec = writer.exec.bind(writer);
  let copies: string[] = [];
  vi.spyOn(writer, 'exec').mockImplementation((sql) => {
    if (sql === 'begin immediate') {
      other.prepare('select * from tree').all();
      copies = filesWithSecret();
    }
    exec(sql);
  });
  expect(new UnusedSpace(writer).overwriteChanged(salts)).toBe(true);
  expect(copies).toEqual(['test.sqlite']);
  other.exec(`update tree set content = 'kept'`);
  expect(filesWithSecret()).toEqual([]);
  for (const database of [checkpointer, other]) database.close();
});
