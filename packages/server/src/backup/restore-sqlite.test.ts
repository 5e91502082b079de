import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { databaseFile } from '../platform/database-file.ts';
import { openSqliteTarget } from './restore-sqlite.ts';

test('a database that appears during a restoration stays, and the message says what to do', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'winkwire-'));
  {
    await using target = await openSqliteTarget(dataDir);
    await target.load('database.sqlite', Readable.from(['restored']));
    writeFileSync(databaseFile(dataDir), 'made meanwhile');
    await expect(target.commit()).rejects.toThrow(
      /winkwire\.sqlite exists\. Name an empty folder with --data-dir/,
    );
  }
  expect(readFileSync(databaseFile(dataDir), 'utf8')).toBe('made meanwhile');
  rmSync(dataDir, { recursive: true });
});
