import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ApiResponse {
  status?: number;
  headers?: Record<string, string>;
  body: { code: string; message?: string; data?: unknown };
}

/**
 * An API of Winkwire in a state that is hard to bring about. `respond` gets requests such as `GET
 * /v1/webhooks?size=150`.
 */
export async function openApi(respond: (request: string) => ApiResponse) {
  const requests: string[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const name = `${request.method} ${request.url}`;
    requests.push(name);
    const { status = 200, headers, body } = respond(name);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    requests,
    flags: ['--url', url, '--sandbox-key', 'key', '--sandbox-secret', 'secret'],
    [Symbol.dispose]: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
