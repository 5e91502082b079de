import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { smileKey } from '@winkwire/receiver/keys';
import { smileSignature } from '@winkwire/receiver/signature';
import { Pool } from 'undici';

/** The response of Winkwire to `POST /v1/events`, without its `data`. */
export const created = { code: 'CREATED', message: 'Created.', requestId: 'r'.repeat(36) };

export interface BareEvent {
  id: string;
  type: string;
  data: object;
}

export interface BareServer {
  url: string;
  close(): Promise<void>;
}

/** A `node:http` server for `POST /v1/events`. It responds after `accept` has resolved. */
export async function startBareServer(
  accept: (event: BareEvent) => Promise<unknown> | undefined,
): Promise<BareServer> {
  let count = 0;
  const server = createServer((request, response) => {
    void textOf(request).then(async (text) => {
      const id = `et-${(++count).toString(16).padStart(32, '0')}`;
      await accept({ id, ...JSON.parse(text) });
      const json = JSON.stringify({ ...created, data: { id, repeated: false } });
      response.writeHead(201, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(json),
      });
      response.end(json);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

export class SignedPosts {
  readonly #pool: Pool;
  readonly #path: string;
  readonly #key = smileKey('secret');

  constructor(receiver: string) {
    const { origin, pathname } = new URL(receiver);
    this.#pool = new Pool(origin, { connections: 64, pipelining: 1, allowH2: false });
    this.#path = pathname;
  }

  async send({ id, type, data }: BareEvent): Promise<void> {
    const createdAt = new Date().toISOString();
    const body = JSON.stringify({ id, version: 1, type, createdAt, data });
    const headers = {
      'content-type': 'application/json',
      'smile-signature': smileSignature(this.#key, body),
      'webhook-id': id,
    };
    const response = await this.#pool.request({ path: this.#path, method: 'POST', headers, body });
    await response.body.dump();
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
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
