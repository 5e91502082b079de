import { cpSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requireWholeFile } from './require-whole-file.ts';

const pageSize = 4096;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winkwire-whole-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Returns the file of a killed process. If `emptied` is true, the write-ahead log contains only the last change. */
function killedFile(name: string, { emptied }: { emptied: boolean }): string {
  const [living, killed] = [join(folder, `${name}-living`), join(folder, `${name}-killed`)];
  const database = new DatabaseSync(living);
  database.exec('pragma journal_mode = wal; pragma wal_autocheckpoint = 0; create table counter (value)');
  database.exec('insert into counter values (0); create table large (content)');
  for (let row = 0; row < 100; row++) database.exec('insert into large values (randomblob(4000))');
  if (emptied) database.exec('pragma wal_checkpoint(truncate)');
  database.exec('update counter set value = 1');
  for (const suffix of ['', '-wal']) cpSync(`${living}${suffix}`, `${killed}${suffix}`);
  database.close();
  return killed;
}

test.each([1, 100, pageSize, 10 * pageSize + 1])(
  'a file without its last %i bytes is damaged, also after it was opened and refused',
  (missing) => {
    const file = killedFile(`cut-by-${missing}`, { emptied: true });
    requireWholeFile(file);
    truncateSync(file, statSync(file).size - missing);
    for (const time of ['first', 'second'])
      expect(() => requireWholeFile(file), time).toThrow(expect.objectContaining({ errcode: 11 }));
  },
);

test('a file is whole if the pages after its end are in the log', () => {
  const file = killedFile('in-the-log', { emptied: false });
  expect(statSync(file).size).toBeLessThan(10 * pageSize);
  requireWholeFile(file);
  using database = new DatabaseSync(file);
  expect(database.prepare('select count(*) as count from large').get()).toEqual({ count: 100 });
});

test('a file that does not exist, or that is empty, is not damaged', () => {
  const file = join(folder, 'new');
  requireWholeFile(file);
  new DatabaseSync(file).close();
  requireWholeFile(file);
});
