import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { request } from 'undici';
import type { Pools } from './pools.ts';

const patience = 10_000;
/** An address is short, whatever is wrapped around it. */
const answerLimit = 16 * 1024;

/** The address that a server outside sees us come from, asked by the way that webhooks take. */
export async function askEcho(address: string, pools: Pools): Promise<string> {
  const { origin } = new URL(address);
  const { statusCode, body } = await request(address, {
    dispatcher: pools.of({ id: 'egress-check', origin, tls: undefined, updatedAt: 0 }),
    headers: { 'user-agent': 'Winkwire', accept: 'text/plain, application/json' },
    signal: AbortSignal.timeout(patience),
  });
  let text = '';
  for await (const chunk of body) {
    text += chunk;
    if (text.length > answerLimit) break;
  }
  if (statusCode !== 200) throw new Error(`It answered ${statusCode}.`);
  const found = text
    .split(/[^0-9a-f.:]+/i)
    .map((word) => word.replace(/\.$/, ''))
    .find((word) => isIP(word) !== 0);
  if (found === undefined) throw new Error('Its answer holds no address.');
  return ipaddr.process(found).toString();
}
