import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../src/door.ts';

/** When Redis flushes its append-only file to the disk: before each response, or once a second. */
export type Flush = 'always' | 'everysec';

export async function openRedis(flush: Flush): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), 'winkwire-redis-'));
  const port = await freePort();
  const settings = {
    port,
    dir: folder,
    bind: '127.0.0.1',
    appendonly: 'yes',
    appendfsync: flush,
    save: '',
    'maxmemory-policy': 'noeviction',
  };
  const redis = spawn(
    'redis-server',
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, `${value}`]),
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  redis.on('error', () => {
    throw new Error('There is no redis-server. Install it: apt-get install redis-server.');
  });
  await new Promise<void>((resolve) => {
    redis.stdout.on('data', (text: Buffer) => text.includes('Ready to accept connections') && resolve());
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    pid: redis.pid!,
    async [Symbol.asyncDispose]() {
      redis.kill();
      await once(redis, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
