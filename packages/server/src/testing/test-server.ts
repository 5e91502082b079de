import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyPluginAsync } from 'fastify';
import { type Config, readConfig } from '../config.ts';
import type { Credentials } from '../domain/api-keys.ts';
import { createTenant, defaultTenantId } from '../domain/tenants.ts';
import { startServer } from '../main.ts';
import type { Caller } from '../platform/caller.ts';

export interface ApiResponse {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into responses of every shape
  body: any;
}

export interface Call {
  method?: string;
  /** An object is sent as JSON. A string is sent unchanged. */
  body?: unknown;
  headers?: Record<string, string>;
  as?: Credentials | null;
}

export const sandbox: Credentials = { key: 'sandbox', secret: 'a sandbox secret' };
export const production: Credentials = { key: 'production', secret: 'a production secret' };
export const sandboxCaller: Caller = { tenantId: defaultTenantId, mode: 'SANDBOX' };

const basic = ({ key, secret }: Credentials) => `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;

/** Sends requests to the server at `url`, by default with the sandbox's key. */
export const callAt =
  (url: string) =>
  async (
    path: string,
    { method = 'GET', body, headers = {}, as = sandbox }: Call = {},
  ): Promise<ApiResponse> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(as ? { authorization: basic(as) } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };

/** Starts a server on a free port. Its temporary folder is removed when the server is disposed of. */
export async function startTestServer(overrides: Partial<Config> = {}, plugins: FastifyPluginAsync[] = []) {
  const folder = await mkdtemp(join(tmpdir(), 'winkwire-server-'));
  const config = readConfig(
    {},
    {
      profile: 'dev',
      port: 0,
      dataDir: folder,
      logLevel: 'silent',
      sandboxKey: sandbox.key,
      sandboxSecret: sandbox.secret,
      productionKey: production.key,
      productionSecret: production.secret,
      ...overrides,
    },
  );
  const server = await startServer({ config, plugins });

  return {
    ...server,
    folder,
    call: callAt(server.url),
    createTenant: (id: string) => createTenant(server.services, { id, name: id }),
    async [Symbol.asyncDispose]() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type TestServer = Awaited<ReturnType<typeof startTestServer>>;
