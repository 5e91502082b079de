import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkDisk } from './check-machine.ts';

test.skipIf(!existsSync('/proc/self'))('a data folder that is not on a disk is a fault', async () => {
  expect(await checkDisk({ dataDir: '/proc/winkwire', databaseUrl: null })).toMatchObject({
    state: 'failed',
    says: '/proc is not on a disk.',
  });
});
