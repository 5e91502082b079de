import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Reply, Request } from './messages.ts';
import { lockTimeoutMs, Writer } from './writer.ts';

let folder: string;
let database: DatabaseSync;
let replies: Map<number, Reply>;
let writer: Writer;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winkwire-writer-'));
  database = new DatabaseSync(join(folder, 'test.sqlite'));
  database.exec('pragma journal_mode = wal; create table things (name text)');
  replies = new Map();
  writer = new Writer(database, (some) => {
    for (const reply of some) replies.set(reply.id, reply);
  });
});

afterEach(() => {
  vi.useRealTimers();
  database.close();
  rmSync(folder, { recursive: true });
});

const insert = (id: number, name: string, transaction?: number): Request => ({
  id,
  kind: 'run',
  sql: 'insert into things values ($1)',
  parameters: [name],
  ...(transaction === undefined ? {} : { transaction }),
});
const names = () => database.prepare('select name from things order by rowid').all();
const refused = () => [...replies.values()].filter((reply) => 'error' in reply).map(({ id }) => id);

test('when the database rolls a group back by itself, the whole group is refused and the next one is stored', () => {
  const rollBack: Request = { id: 3, kind: 'run', sql: 'rollback', parameters: [] };
  writer.accept([insert(1, 'a'), insert(2, 'b'), rollBack, insert(4, 'd')]);
  // `rollback` stands for a full disk, which also ends the transaction in the middle of the group.
  expect(refused()).toEqual([1, 2, 3]);
  expect(names()).toEqual([{ name: 'd' }]);
});

test('if the database rolled a group back, no part of a transaction in it is committed later', () => {
  writer.accept([insert(1, 'a'), insert(2, 'b', 7)]);
  writer.accept([{ id: 3, kind: 'run', sql: 'rollback', parameters: [], transaction: 7 }]);
  writer.accept([insert(4, 'c', 7), { id: 5, kind: 'commit', transaction: 7 }, insert(6, 'z')]);
  expect(refused().sort()).toEqual([1, 4, 5]);
  expect(names()).toEqual([{ name: 'z' }]);
});

test('if a transaction was aborted because it sent nothing, no part of it is committed later', () => {
  vi.useFakeTimers();
  writer.accept([insert(1, 'first half', 7)]);
  vi.advanceTimersByTime(11_000);
  writer.accept([insert(2, 'second half', 7)]);
  writer.accept([{ id: 3, kind: 'commit', transaction: 7 }]);
  writer.accept([insert(4, 'other')]);
  expect(refused()).toEqual([2, 3]);
  expect(names()).toEqual([{ name: 'other' }]);
});

test('while another connection locks the file, all waiting transactions are refused together; later ones succeed', () => {
  const other = new DatabaseSync(join(folder, 'test.sqlite'));
  other.exec('begin immediate');
  const begin = vi.spyOn(database.prepare('begin immediate').constructor.prototype, 'run');
  const begun = () =>
    begin.mock.contexts.filter((one) => (one as StatementSync).sourceSQL === 'begin immediate');
  writer.accept([insert(1, 'a'), insert(2, 'b', 7), insert(3, 'c')]);
  writer.accept([{ id: 4, kind: 'commit', transaction: 7 }]);
  expect(refused()).toEqual([1, 2, 3, 4]);
  // The writer has tried to begin twice: once for the three jobs, and once for the commit of the refused transaction.
  expect(begun()).toHaveLength(2);
  begin.mockRestore();
  other.exec('rollback');
  other.close();
  writer.accept([insert(5, 'd')]);
  expect(names()).toEqual([{ name: 'd' }]);
});

test('after one failed wait for a locked file, the next waits are shorter until the file is free', () => {
  const timeout = () => database.prepare('pragma busy_timeout').get();
  const other = new DatabaseSync(join(folder, 'test.sqlite'));
  other.exec('begin immediate');
  writer.accept([insert(1, 'a')]);
  expect(timeout()).toEqual({ timeout: lockTimeoutMs.again });
  other.exec('rollback');
  other.close();
  writer.accept([insert(2, 'b')]);
  expect(timeout()).toEqual({ timeout: lockTimeoutMs.first });
});
