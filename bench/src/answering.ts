import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '@winkwire/server';
import { readConfig } from '@winkwire/server/config';
import Fastify from 'fastify';

/* A server that accepts `POST /v1/events`: either all of Winkwire, or Fastify alone. `measure-ingest.ts` starts it. */

export interface AnsweringTask {
  what: 'winkwire' | 'fastify';
  databaseUrl: string | null;
}

let end = async (): Promise<void> => {};

async function startWinkwire(databaseUrl: string | null): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'winkwire-bench-'));
  const config = readConfig(
    {},
    {
      profile: 'dev',
      port: 0,
      dataDir,
      databaseUrl,
      logLevel: 'error',
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
  const response = { code: 'CREATED', message: 'Created.', requestId: 'r'.repeat(36), data: { id: 'et-1' } };
  app.post('/v1/events', (_, reply) => reply.status(201).send(response));
  end = () => app.close();
  return app.listen({ port: 0, host: '127.0.0.1' });
}

process.on('message', async (task: AnsweringTask | { kind: 'close' }) => {
  if ('kind' in task) {
    await end();
    process.send!({});
  } else {
    const url = await (task.what === 'fastify' ? startFastify() : startWinkwire(task.databaseUrl));
    process.send!({ url });
  }
});
process.on('disconnect', () => process.exit());
