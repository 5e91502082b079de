import { startPostgres } from '@winkwire/server/store/testing/start-postgres';
import { Pool } from 'undici';
import { Child } from './child.ts';
import { cpuOfTree } from './cpu-of-tree.ts';

/** How many clients publish at the same time, each with one request in flight. */
const clients = 16;
const headers = {
  'content-type': 'application/json',
  authorization: `Basic ${Buffer.from('bench:bench secret').toString('base64')}`,
};

interface Acceptance {
  perSecond: number;
  /** CPU seconds of the server and its database for 1,000 events. */
  cpu: number;
}

/** For each batch size, the highest rate and the lowest CPU time of all rounds. */
export async function measureBatches(
  engine: 'sqlite' | 'postgres',
  { sizes, count, rounds }: { sizes: readonly number[]; count: number; rounds: number },
): Promise<Map<number, Acceptance>> {
  await using postgres = engine === 'postgres' ? await startPostgres({ durable: true }) : undefined;
  const databaseUrl = (await postgres?.createDatabase()) ?? null;
  await using server = new Child('./answering.ts');
  const { url } = await server.request<{ url: string }>({ what: 'winkwire', databaseUrl, receiver: '' });
  const pids = [server.process.pid!, ...(postgres ? [postgres.pid] : [])];
  const pool = new Pool(url, { connections: clients, pipelining: 1 });
  const best = new Map<number, Acceptance>();
  // The first round warms up and is not counted.
  for (let round = 0; round <= rounds; round++) {
    for (const size of sizes) {
      const measured = await publish(pool, { pids, size, count: size === 1 ? count : 10 * count });
      const before = best.get(size);
      if (round > 0) {
        best.set(size, {
          perSecond: Math.max(before?.perSecond ?? 0, measured.perSecond),
          cpu: Math.min(before?.cpu ?? Number.POSITIVE_INFINITY, measured.cpu),
        });
      }
    }
  }
  await pool.close();
  await server.request({ kind: 'close' });
  return best;
}

async function publish(
  pool: Pool,
  { pids, size, count }: { pids: readonly number[]; size: number; count: number },
): Promise<Acceptance> {
  const data = {
    userId: `t-${'e'.repeat(32)}`,
    accountId: `a-${'a'.repeat(32)}`,
    loginName: 'George Palomero Jr.',
    providers: Array.from({ length: 12 }, (_, n) => `a-provider-of-work-${n}`),
  };
  const event = { type: 'ACCOUNT_CONNECTED', data };
  const path = size === 1 ? '/v1/events' : '/v1/events/batch';
  const body = JSON.stringify(size === 1 ? event : Array(size).fill(event));
  let left = Math.ceil(count / size);
  const client = async (): Promise<void> => {
    while (left-- > 0) {
      const response = await pool.request({ path, method: 'POST', headers, body });
      const text = await response.body.text();
      if (response.statusCode > 201 || text.includes('"error":{'))
        throw new Error(`${response.statusCode}: ${text}`);
    }
  };
  const cpuBefore = cpuOf(pids);
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - startedAt) / 1000;
  return { perSecond: count / seconds, cpu: ((cpuOf(pids) - cpuBefore) / count) * 1000 };
}

const cpuOf = (pids: readonly number[]): number => pids.reduce((sum, pid) => sum + cpuOfTree(pid), 0);
