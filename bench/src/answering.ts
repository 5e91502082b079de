import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smileKey } from '@winkwire/receiver/keys';
import { smileSignature } from '@winkwire/receiver/signature';
import { startServer } from '@winkwire/server';
import { readConfig } from '@winkwire/server/config';
import Fastify from 'fastify';
import { Pool } from 'undici';

/*
 * A server that accepts `POST /v1/events`: all of Winkwire, Fastify without any work, or a bare server of `node:http`
 * that signs and sends each event without storing it. `door.ts` starts it.
 */

export interface AnsweringTask {
  what: 'winkwire' | 'fastify' | 'bare';
  databaseUrl: string | null;
  /** Where the bare server sends the events. */
  receiver: string;
}

const created = { code: 'CREATED', message: 'Created.', requestId: 'r'.repeat(36) };
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
      // Several processes on one database need the same key.
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
  const { origin, pathname } = new URL(receiver);
  const pool = new Pool(origin, { connections: 64, pipelining: 1, allowH2: false });
  const key = smileKey('secret');
  let count = 0;
  const send = async (id: string, { type, data }: { type: string; data: object }): Promise<void> => {
    const createdAt = new Date().toISOString();
    const body = JSON.stringify({ id, version: 1, type, createdAt, data });
    const headers = {
      'content-type': 'application/json',
      'smile-signature': smileSignature(key, body),
      'webhook-id': id,
    };
    const response = await pool.request({ path: pathname, method: 'POST', headers, body });
    await response.body.dump();
  };
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      const id = `et-${(++count).toString(16).padStart(32, '0')}`;
      void send(id, JSON.parse(text));
      const json = JSON.stringify({ ...created, data: { id, repeated: false } });
      response.writeHead(201, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(json),
      });
      response.end(json);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  end = async () => {
    server.close();
    server.closeAllConnections();
    await pool.close();
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function textOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => resolve(text));
    request.on('error', reject);
  });
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
