import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { classifyError } from '../../pipeline/deliver/causes/classify-error.ts';
import { AddressGuard } from '../../pipeline/deliver/egress/address-guard.ts';
import { guardedFetch } from '../../pipeline/deliver/egress/guarded-fetch.ts';
import { ConnectorError } from '../connector.ts';
import { createOpenIdConnector } from './openid-connector.ts';

async function failureAt(issuer: string): Promise<Error> {
  const connector = createOpenIdConnector({
    issuer: () => issuer,
    clientId: 'client',
    clientSecret: 'secret',
    allowHttp: true,
    fetch: guardedFetch({ guard: new AddressGuard({ allow: ['127.0.0.0/8'], http: 'yes' }) }),
    connectionOf: () => ({}),
    data: {} as never,
  });
  const start = connector.start({ returnUrl: 'http://127.0.0.1/', state: 's' } as never);
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
