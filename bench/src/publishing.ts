import { Pool } from 'undici';

/* Clients that publish over HTTP, each with one request in flight. `measure-ingest.ts` starts this process. */

export interface PublishingTask {
  url: string;
  clients: number;
  count: number;
}

const headers = {
  'content-type': 'application/json',
  authorization: `Basic ${Buffer.from('bench:bench secret').toString('base64')}`,
};
/** The `data` of a request of about 450 bytes, which is as long as the body that is delivered. */
const data = {
  userId: `t-${'e'.repeat(32)}`,
  accountId: `a-${'a'.repeat(32)}`,
  loginName: 'George Palomero Jr.',
  providers: Array.from({ length: 12 }, (_, n) => `a-provider-of-work-${n}`),
};
const body = JSON.stringify({ type: 'ACCOUNT_CONNECTED', data });

process.on('message', async ({ url, clients, count }: PublishingTask) => {
  const pool = new Pool(url, { connections: clients, pipelining: 1 });
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < count) {
      next++;
      const response = await pool.request({ path: '/v1/events', method: 'POST', headers, body });
      if (response.statusCode !== 201)
        throw new Error(`${response.statusCode}: ${await response.body.text()}`);
      await response.body.dump();
    }
  };
  const all = () => Promise.all(Array.from({ length: clients }, client));
  await all();
  next = 0;
  const startedAt = performance.now();
  await all();
  process.send!({ perSecond: (count / (performance.now() - startedAt)) * 1000 });
  await pool.close();
});
process.on('disconnect', () => process.exit());
