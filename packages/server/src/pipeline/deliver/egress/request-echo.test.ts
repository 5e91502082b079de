import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { AddressGuard } from './address-guard.ts';
import { Pools } from './pools.ts';
import { requestEcho } from './request-echo.ts';

test('an echo server at a private address gets a request only if that address is permitted', async () => {
  let asked = 0;
  const echo = createServer((_, response) => {
    asked += 1;
    response.end('203.0.113.7');
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(echo.address() as AddressInfo).port}/ip`;
  const ask = async (allow: string[]) => {
    const pools = new Pools(new AddressGuard({ allow, http: 'no' }), {});
    try {
      return await requestEcho(address, pools);
    } finally {
      pools.close();
    }
  };
  await expect(ask([])).rejects.toThrow('a private or reserved address');
  expect(asked).toBe(0);
  expect(await ask(['127.0.0.0/8'])).toBe('203.0.113.7');
  echo.closeAllConnections();
  echo.close();
});
