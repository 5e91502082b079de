// biome-ignore-all lint/style/noNonNullAssertion: without a status there is an error
import { isIP } from 'node:net';
import { describeFailure } from '@winkwire/contract/delivery-failures';
import ipaddr from 'ipaddr.js';
import type { AttemptResponse } from '../../model/attempt-outcome.ts';
import { HttpExchange } from '../http/http-client.ts';
import type { Pools } from './pools.ts';

const echoTimeoutMs = 10_000;

/** The response does not say from which address the request came. */
export class NoAddressReturned extends Error {
  override name = 'NoAddressReturned';
}

/** The address that an outside server sees. The request uses the same egress as webhooks. */
export async function requestEcho(address: string, pools: Pools): Promise<string> {
  const { origin, host, pathname, search } = new URL(address);
  const pool = pools.of({ id: 'egress-check', origin, tls: undefined, updatedAt: 0 });
  const request = `GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: Winkwire\r\nAccept: text/plain, application/json\r\n\r\n`;
  const { status, error, cause, body } = await new Promise<AttemptResponse>((resolve) => {
    const exchange = new HttpExchange(echoTimeoutMs, resolve);
    // The timer is never cleared, because `expire` has no effect after the end of the exchange.
    setTimeout(() => exchange.expire(), echoTimeoutMs).unref();
    pool.send(request, 'latin1', exchange);
  });
  if (status === null) throw new Error(describeFailure(error!, cause));
  if (status !== 200) throw new NoAddressReturned(`The server returned ${status}.`);
  const found = (body ?? '')
    .split(/[^0-9a-f.:]+/i)
    .map((word) => word.replace(/\.$/, ''))
    .find((word) => isIP(word) !== 0);
  if (found === undefined) throw new NoAddressReturned('The response contains no IP address.');
  return ipaddr.process(found).toString();
}
