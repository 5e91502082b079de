import { isIP } from 'node:net';
import { describeFailure } from '@winkwire/contract/delivery-failures';
import ipaddr from 'ipaddr.js';
import type { AttemptResponse } from '../model/attempt-outcome.ts';
import { Exchange } from './exchange.ts';
import type { Pools } from './pools.ts';

const patience = 10_000;

/** The address that a server outside sees us come from, asked by the way that webhooks take. */
export async function askEcho(address: string, pools: Pools): Promise<string> {
  const { origin, host, pathname, search } = new URL(address);
  const pool = pools.of({ id: 'egress-check', origin, tls: undefined, updatedAt: 0 });
  const request = `GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: Winkwire\r\nAccept: text/plain, application/json\r\n\r\n`;
  const { status, error, cause, body } = await new Promise<AttemptResponse>((resolve) => {
    const exchange = new Exchange(patience, resolve);
    // Of one that ended it changes nothing.
    setTimeout(() => exchange.expire(), patience).unref();
    pool.send(request, 'latin1', exchange);
  });
  if (status !== 200)
    throw new Error(status === null ? describeFailure(error!, cause) : `It answered ${status}.`);
  const found = (body ?? '')
    .split(/[^0-9a-f.:]+/i)
    .map((word) => word.replace(/\.$/, ''))
    .find((word) => isIP(word) !== 0);
  if (found === undefined) throw new Error('Its answer holds no address.');
  return ipaddr.process(found).toString();
}
