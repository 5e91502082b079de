import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyPluginAsync } from 'fastify';
import { createSignInLink } from '../../actions/create-sign-in-link.ts';
import { type Owned, ownEverything } from '../own-everything.ts';
import { sandbox, startTestServer, type TestServer } from '../test-server.ts';

/* The server has a process of its own, so that its costs can be measured. */

export interface Served {
  pid: number;
  url: string;
  owned: Owned;
  /** The headers for each kind of access. */
  credentials: Record<'key' | 'session' | 'lateSession' | 'portal' | 'public', Record<string, string>>;
}

export interface Reading {
  /** The processor time of all threads, in ms. */
  cpu: number;
  /** In bytes. */
  resident: number;
  /** How long the event loop was blocked at most since the previous measurement, in ms. */
  delay: number;
}

const resolution = 2;

export async function serveMeasured(plugins: FastifyPluginAsync[] = []): Promise<void> {
  const server = await startTestServer({ rateLimit: 0 }, plugins);
  const owned = await ownEverything(server);
  const session = { authorization: `Bearer ${await openSession(server)}` };
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    const reading: Reading = {
      cpu: (user + system) / 1000,
      resident: process.memoryUsage.rss(),
      delay: Math.max(0, delays.max / 1e6 - resolution),
    };
    delays.reset();
    // Writing 5 to `clear_refs` resets the peak memory of the process.
    writeFileSync('/proc/self/clear_refs', '5');
    process.send!(reading);
  });
  process.once('disconnect', async () => {
    await server[Symbol.asyncDispose]();
    process.exit();
  });
  process.send!({
    pid: process.pid,
    url: server.url,
    owned,
    credentials: {
      key: { authorization: `Basic ${Buffer.from(`${sandbox.key}:${sandbox.secret}`).toString('base64')}` },
      session,
      lateSession: session,
      portal: { cookie: await signIn(server), 'winkwire-mode': 'SANDBOX' },
      public: {},
    },
  } satisfies Served);
}

async function openSession(server: TestServer): Promise<string> {
  const created = await server.call('/v1/users', { method: 'POST', body: {} });
  const opened = await server.call('/widget/api/sessions', {
    method: 'POST',
    as: null,
    body: {
      userToken: created.body.data.token.accessToken,
      hostOrigin: 'https://shop.example',
      options: {},
    },
  });
  return opened.body.data.sessionToken;
}

async function signIn(server: TestServer): Promise<string> {
  const link = new URL(await createSignInLink(server.services));
  const response = await server.call('/portal/api/session', {
    method: 'POST',
    as: null,
    headers: { 'winkwire-mode': 'SANDBOX' },
    body: { token: link.hash.slice(1) },
  });
  return response.headers.get('set-cookie')!.split(';')[0]!;
}
