import { Pool } from 'undici';

/* Clients that publish over HTTP, each with one request in flight. `door.ts` starts this process. */

export interface PublishingTask {
  urls: string[];
  /** How many connections each server gets. */
  clients: number;
  count: number;
  /** Whether all events are about one account. */
  sameAccount?: boolean;
  /** Whether the requests are left to Fastify, which they are if they have this unusual header. */
  throughFastify?: boolean;
  /** How many events are published in a second, whatever the server does. As many as it accepts if absent. */
  perSecond?: number;
}

export interface Publishing {
  /** Times of the machine's monotonic clock, in ms. */
  startedAt: number;
  acceptedAt: number;
  /** With `perSecond`: when each event should have been sent. */
  sent: [id: string, at: number][];
}

const headers = {
  'content-type': 'application/json',
  authorization: `Basic ${Buffer.from('bench:bench secret').toString('base64')}`,
};
const providers = Array.from({ length: 12 }, (_, n) => `a-provider-of-work-${n}`);

/**
 * A request whose `data` is about 450 bytes long, which is as long as the body that is delivered. Events of one account are
 * sent one after the other, so without `sameAccount` each event has an account of its own.
 */
function bodyOf(n: number, sameAccount: boolean): string {
  const digits = (sameAccount ? 0 : n).toString(16).padStart(32, '0');
  const data = {
    userId: `t-${digits}`,
    accountId: `a-${digits}`,
    loginName: 'George Palomero Jr.',
    providers,
  };
  return JSON.stringify({ type: 'ACCOUNT_CONNECTED', data });
}

const now = (): number => Number(process.hrtime.bigint()) / 1e6;

let pools: Pool[] = [];
let extra: Record<string, string> = {};
/** Counts the accounts of all tasks. */
let accounts = 0;

/** Publishes an event and returns the text of the response. */
async function publish(pool: Pool, body: string): Promise<string> {
  const response = await pool.request({
    path: '/v1/events',
    method: 'POST',
    headers: { ...headers, ...extra },
    body,
  });
  const text = await response.body.text();
  if (response.statusCode !== 201) throw new Error(`${response.statusCode}: ${text}`);
  return text;
}

async function crowded({ clients, count, sameAccount = false }: PublishingTask): Promise<Publishing> {
  let next = 0;
  const client = async (pool: Pool): Promise<void> => {
    while (next < count) {
      next++;
      await publish(pool, bodyOf(accounts++, sameAccount));
    }
  };
  const startedAt = now();
  await Promise.all(pools.flatMap((pool) => Array.from({ length: clients }, () => client(pool))));
  return { startedAt, acceptedAt: now(), sent: [] };
}

/** Sends each event when it is due. If all connections are busy, it waits, and this wait counts. */
async function paced({ count, perSecond = 1, sameAccount = false }: PublishingTask): Promise<Publishing> {
  const sent: Publishing['sent'] = [];
  const all: Promise<void>[] = [];
  const one = async (n: number, due: number): Promise<void> => {
    const { data } = JSON.parse(await publish(pools[n % pools.length]!, bodyOf(accounts++, sameAccount)));
    sent.push([data.id, due]);
  };
  const startedAt = now();
  for (let n = 0; n < count; n++) {
    const due = startedAt + (n * 1000) / perSecond;
    const wait = due - now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    all.push(one(n, due));
  }
  await Promise.all(all);
  return { startedAt, acceptedAt: now(), sent };
}

process.on('message', async (task: PublishingTask) => {
  pools = task.urls.map((url) => new Pool(url, { connections: task.clients, pipelining: 1 }));
  extra = task.throughFastify ? { 'accept-version': '1.0.0' } : {};
  const published = await (task.perSecond ? paced(task) : crowded(task));
  process.send!(published);
  for (const pool of pools) await pool.close();
});
process.on('disconnect', () => process.exit());
