import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '../packages/cli/src/commands/serve.ts';
import { readConfig } from '../packages/server/src/config.ts';
import { startServer } from '../packages/server/src/main.ts';

/*
 * Fills the compile cache of Node, which is written only when a process ends normally. Starting a server takes 1.9 s of
 * CPU time without the cache, and 1.3 s with it. The tests start several hundred servers.
 */
const dataDir = await mkdtemp(join(tmpdir(), 'winkwire-compile-'));
const server = await startServer({
  config: readConfig({}, { profile: 'dev', port: 0, logLevel: 'silent', dataDir }),
});
await server.close();
await rm(dataDir, { recursive: true });
process.exit();
