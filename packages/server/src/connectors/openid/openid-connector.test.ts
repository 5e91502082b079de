import { createServer as createHttpServer, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { classifyError } from '../../pipeline/deliver/causes/classify-error.ts';
import { AddressGuard } from '../../pipeline/deliver/egress/address-guard.ts';
import { guardedFetch } from '../../pipeline/deliver/egress/guarded-fetch.ts';
import { ConnectorError } from '../connector.ts';
import { createOpenIdConnector } from './openid-connector.ts';

const guarded = guardedFetch({ guard: new AddressGuard({ allow: ['127.0.0.0/8'], http: 'yes' }) });

const connectorOf = (issuer: string, fetchBy: typeof fetch = guarded) =>
  createOpenIdConnector({
    issuer: () => issuer,
    clientId: 'client',
    clientSecret: 'secret',
    allowHttp: true,
    fetch: fetchBy,
    connectionOf: () => ({}),
    data: {} as never,
  });

async function failureAt(issuer: string): Promise<Error> {
  const start = connectorOf(issuer).start({ returnUrl: 'http://127.0.0.1/', state: 's' } as never);
  return Promise.resolve(start).then(
    () => expect.unreachable(),
    (error: Error) => error,
  );
}

test('a provider that cannot be reached is unavailable, and the error keeps the cause', async () => {
  const server = createServer((socket) =>
    socket
      .resume()
      .on('error', () => {})
      .end('HTTP/1.1 400 Bad\r\n\r\n'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const plain = await failureAt(`https://127.0.0.1:${port}`);
  await new Promise((resolve) => server.close(resolve));
  const closed = await failureAt(`https://127.0.0.1:${port}`);
  for (const failure of [plain, closed]) {
    expect(failure).toBeInstanceOf(ConnectorError);
    expect(failure).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  }
  expect([plain, closed].map((failure) => classifyError(failure).cause)).toEqual([
    'NOT_TLS',
    'CONNECTION_REFUSED',
  ]);
});

const json = { 'content-type': 'application/json' };

describe.each([
  ['our own fetch', guarded],
  ['the global fetch', fetch],
])('with %s', (_, fetchBy) => {
  test.each<[name: string, respond: (response: ServerResponse) => unknown, code: string]>([
    ['a connection that breaks', (response) => response.destroy(), 'SERVICE_UNAVAILABLE'],
    [
      'a response that breaks off',
      (response) =>
        response.writeHead(200, { ...json, 'content-length': 100 }).write('{', () => response.destroy()),
      'SERVICE_UNAVAILABLE',
    ],
    ['503 with a page', (response) => response.writeHead(503).end('<p>Later'), 'SERVICE_UNAVAILABLE'],
    [
      '500 with an error of OAuth',
      (response) => response.writeHead(500, json).end('{"error":"server_error"}'),
      'SERVICE_UNAVAILABLE',
    ],
    [
      'a refusal of the code',
      (response) => response.writeHead(400, json).end('{"error":"invalid_grant"}'),
      'INVALID_AUTH',
    ],
    ['a response that is no JSON', (response) => response.writeHead(200, json).end('{'), 'INVALID_AUTH'],
  ])('%s at the token endpoint is not mistaken for another failure', async (_, respond, code) => {
    const provider = createHttpServer((request, response) => {
      if (request.url === '/token') return respond(response);
      const { port } = provider.address() as AddressInfo;
      const issuer = `http://127.0.0.1:${port}`;
      const endpoints = { authorization_endpoint: `${issuer}/login`, token_endpoint: `${issuer}/token` };
      response.writeHead(200, json);
      response.end(JSON.stringify({ issuer, ...endpoints, response_types_supported: ['code'] }));
    });
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
    const { port } = provider.address() as AddressInfo;
    const connector = connectorOf(`http://127.0.0.1:${port}`, fetchBy);
    const returnUrl = 'http://127.0.0.1/return';
    const pending = { issuer: '', codeVerifier: 'v'.repeat(43), nonce: 'n', state: 's' };
    const end = await connector.answer!({
      pending,
      answer: '/return?code=c&state=s',
      returnUrl,
    } as never).catch((error: ConnectorError) => ({ errorCode: error.code }));
    expect(end).toMatchObject({ errorCode: code });
    provider.closeAllConnections();
    provider.close();
  });
});
