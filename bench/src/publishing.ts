import { Pool } from 'undici';
import { LeanClient } from './lean-client.ts';
import { loginNameOf } from './login-name.ts';

/* Clients that publish over HTTP, each with one request in flight. */

export interface PublishingTask {
  urls: string[];
  clients: number;
  count: number;
  sameAccount?: boolean;
  /** The number of endpoints that share the events. 1 by default. */
  endpoints?: number | undefined;
  /** Adds the header `accept-version`. Winkwire leaves such an unusual request to Fastify. */
  throughFastify?: boolean;
  /** Sends with pools of undici, which take more CPU time than `LeanClient`. */
  withUndici?: boolean;
  /** Events published per second, also when the server is slower. If absent, clients publish as fast as they can. */
  perSecond?: number;
}

/** All times are in ms, as the machine's monotonic clock shows them. */
export interface Publishing {
  startedAt: number;
  acceptedAt: number;
  /** The planned time of each event. Empty without `perSecond`. */
  sent: [id: string, at: number][];
}

const headers = {
  'content-type': 'application/json',
  authorization: `Basic ${Buffer.from('bench:bench secret').toString('base64')}`,
};
const providers = Array.from({ length: 12 }, (_, n) => `a-provider-of-work-${n}`);

/**
 * The body of one event, about 460 bytes. Deliveries about one account are sent one after another, so each event gets
 * its own account.
 */
function bodyOf(n: number, { endpoints = 1, sameAccount = false }: PublishingTask): string {
  const digits = (sameAccount ? 0 : n).toString(16).padStart(32, '0');
  const data = {
    userId: `t-${digits}`,
    accountId: `a-${digits}`,
    loginName: loginNameOf(n, endpoints),
    providers,
  };
  return JSON.stringify({ type: 'ACCOUNT_CONNECTED', data });
}

const now = (): number => Number(process.hrtime.bigint()) / 1e6;

/** How many accounts all tasks have used so far. Each task continues with new accounts. */
let accounts = 0;

type Client = (body: string) => Promise<string>;

interface Clients {
  all: Client[];
  close(): Promise<void> | void;
}

const path = '/v1/events';

function openClients({ urls, clients, throughFastify, withUndici }: PublishingTask): Clients {
  const ofTask = { ...headers, ...(throughFastify && { 'accept-version': '1.0.0' }) };
  const urlOf = (n: number): string => urls[n % urls.length]!;
  const places = Array.from({ length: clients * urls.length }, (_, n) => n);
  if (!withUndici) {
    const lean = places.map((n) => new LeanClient(urlOf(n), path, ofTask));
    return {
      all: lean.map((client) => (body) => client.post(body)),
      close() {
        for (const client of lean) client[Symbol.dispose]();
      },
    };
  }
  const pools = urls.map((url) => new Pool(url, { connections: clients, pipelining: 1 }));
  return {
    all: places.map((n) => (body) => postTo(pools[n % pools.length]!, ofTask, body)),
    close: async () => void (await Promise.all(pools.map((pool) => pool.close()))),
  };
}

async function postTo(pool: Pool, ofTask: Record<string, string>, body: string): Promise<string> {
  const response = await pool.request({ path, method: 'POST', headers: ofTask, body });
  const text = await response.body.text();
  if (response.statusCode !== 201) throw new Error(`${response.statusCode}: ${text}`);
  return text;
}

async function crowded(clients: readonly Client[], task: PublishingTask): Promise<Publishing> {
  let next = 0;
  const startedAt = now();
  await Promise.all(
    clients.map(async (post) => {
      while (next++ < task.count) await post(bodyOf(accounts++, task));
    }),
  );
  return { startedAt, acceptedAt: now(), sent: [] };
}

/** Sends each event at its planned time. The measured time includes the wait for a free connection. */
async function paced(
  clients: readonly Client[],
  task: PublishingTask & { perSecond: number },
): Promise<Publishing> {
  const { count, perSecond } = task;
  const sent: Publishing['sent'] = [];
  const idle = [...clients];
  const waiting: number[] = [];
  const all: Promise<void>[] = [];
  const work = async (post: Client, first: number): Promise<void> => {
    for (let due: number | undefined = first; due !== undefined; due = waiting.shift()) {
      const { data } = JSON.parse(await post(bodyOf(accounts++, task)));
      sent.push([data.id, due]);
    }
    idle.push(post);
  };
  const startedAt = now();
  for (let n = 0; n < count; n++) {
    const due = startedAt + (n * 1000) / perSecond;
    const wait = due - now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const post = idle.shift();
    if (post) all.push(work(post, due));
    else waiting.push(due);
  }
  await Promise.all(all);
  return { startedAt, acceptedAt: now(), sent };
}

process.on('message', async (task: PublishingTask) => {
  const { all, close } = openClients(task);
  const { perSecond } = task;
  const published = await (perSecond ? paced(all, { ...task, perSecond }) : crowded(all, task));
  process.send!(published);
  await close();
});
process.on('disconnect', () => process.exit());
