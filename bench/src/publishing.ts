import { Pool } from 'undici';

/* Clients that publish over HTTP, each with one request in flight. */

export interface PublishingTask {
  urls: string[];
  /** How many connections each server gets. */
  clients: number;
  count: number;
  sameAccount?: boolean;
  /**
   * Whether requests have the header `accept-version`, which is so unusual that Winkwire leaves such requests
   * to Fastify.
   */
  throughFastify?: boolean;
  /**
   * How many events are published per second, even if the server is slower. If absent, as many as the server accepts.
   */
  perSecond?: number;
}

/** All times are of the machine's monotonic clock, in ms. */
export interface Publishing {
  startedAt: number;
  acceptedAt: number;
  /** With `perSecond`, the planned time of each event's publication. Empty without `perSecond`. */
  sent: [id: string, at: number][];
}

const headers = {
  'content-type': 'application/json',
  authorization: `Basic ${Buffer.from('bench:bench secret').toString('base64')}`,
};
const providers = Array.from({ length: 12 }, (_, n) => `a-provider-of-work-${n}`);

/**
 * The body of a request, about 460 bytes long. Deliveries about one account are sent one after another, so each
 * event has an account of its own, unless `sameAccount` is true.
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
/** How many accounts have been used in all tasks so far. Each task continues with new accounts. */
let accounts = 0;

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

/**
 * Sends each event at its planned time. If all connections are busy, the event waits, and the measured time includes
 * this wait.
 */
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
