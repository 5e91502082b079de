import { chownSync, createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteTarget } from '../backup/restore-sqlite.ts';
import { addKeyFile } from './encryption-keys.ts';

const nobody = 65_534;

test.runIf(process.getuid?.() === 0)(
  'files that root restores into the data folder belong to the owner of that folder',
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'winkwire-owner-'));
    chownSync(dataDir, nobody, nobody);
    const archived = join(dataDir, 'archived');
    writeFileSync(archived, '');
    {
      await using target = await openSqliteTarget(dataDir);
      await target.load('winkwire.sqlite', createReadStream(archived));
      await target.commit();
    }
    const config = {
      profile: 'serve',
      dataDir,
      databaseUrl: null,
      encryptionKey: null,
      acceptLostKey: false,
    } as const;
    const files = [join(dataDir, 'winkwire.sqlite'), addKeyFile(config, [Buffer.alloc(32, 1)])];
    for (const file of files) expect(statSync(file)).toMatchObject({ uid: nobody, gid: nobody });
    rmSync(dataDir, { recursive: true });
  },
);
