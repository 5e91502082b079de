import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '@winkwire/server';
import { readConfig } from '@winkwire/server/config';
import Fastify from 'fastify';
import { created, SignedPosts, startBareServer } from './bare-server.ts';

/*
 * A server for `POST /v1/events`: Winkwire, a Fastify that does no work, or a `node:http` server that stores nothing.
 */

export interface AnsweringTask {
  what: 'winkwire' | 'fastify' | 'bare';
  databaseUrl: string | null;
  receiver: string;
}

let end = async (): Promise<void> => {};

async function startWinkwire({ databaseUrl }: AnsweringTask): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'winkwire-bench-'));
  const config = readConfig(
    {},
    {
      profile: 'dev',
      port: 0,
      dataDir,
      databaseUrl,
      logLevel: 'error',
      // Several processes on one database need the same encryption key.
      encryptionKey: '01'.repeat(32),
      sandboxKey: 'bench',
      sandboxSecret: 'bench secret',
    },
  );
  const server = await startServer({ config });
  end = async () => {
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return server.url;
}

async function startFastify(): Promise<string> {
  const app = Fastify();
  app.post('/v1/events', (_, reply) => reply.status(201).send({ ...created, data: { id: 'et-1' } }));
  end = () => app.close();
  return app.listen({ port: 0, host: '127.0.0.1' });
}

async function startBare({ receiver }: AnsweringTask): Promise<string> {
  const posts = new SignedPosts(receiver);
  const server = await startBareServer((event) => {
    void posts.send(event);
    return undefined;
  });
  end = async () => {
    await server.close();
    await posts.close();
  };
  return server.url;
}

const starts = { winkwire: startWinkwire, fastify: startFastify, bare: startBare };

process.on('message', async (task: AnsweringTask | { kind: 'close' | 'cpu' }) => {
  if (!('kind' in task)) {
    const url = await starts[task.what](task);
    process.send!({ url });
  } else if (task.kind === 'cpu') {
    const { user, system } = process.cpuUsage();
    process.send!({ cpu: (user + system) / 1e6 });
  } else {
    await end();
    process.send!({});
  }
});
process.on('disconnect', () => process.exit());
