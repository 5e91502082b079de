import { smileKey } from '@winkwire/receiver/keys';
import { smileSignature } from '@winkwire/receiver/signature';
import { Pool } from 'undici';

/* The limit: how many requests per second one process can sign and POST with undici, without a database. */

export interface LimitTask {
  url: string;
  count: number;
}

process.on('message', async ({ url, count }: LimitTask) => {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: 64, pipelining: 1, allowH2: false });
  const key = smileKey('secret');
  const id = (n: number): string => `et-${n.toString(16).padStart(32, '0')}`;
  const body = (n: number): string =>
    `{"id":"${id(n)}","version":1,"type":"ACCOUNT_CONNECTED","createdAt":"2026-04-21T09:30:00Z","data":${data}}`;
  let next = 0;
  const send = async (): Promise<void> => {
    while (next < count) {
      const n = next++;
      const text = body(n);
      const headers = {
        'content-type': 'application/json',
        'smile-signature': smileSignature(key, text),
        'webhook-id': id(n),
      };
      const response = await pool.request({ path: pathname, method: 'POST', headers, body: text });
      await response.body.dump();
    }
  };
  await Promise.all(Array.from({ length: 64 }, send));
  const cpu = process.cpuUsage();
  const startedAt = Number(process.hrtime.bigint()) / 1e6;
  next = 0;
  await Promise.all(Array.from({ length: 64 }, send));
  const used = process.cpuUsage(cpu);
  process.send!({ startedAt, cpu: (used.user + used.system) / 1e6 });
  await pool.close();
});

/** The `data` of an event whose body has about 460 bytes. */
const data = JSON.stringify({ userId: 'u'.repeat(100), accountId: 'a'.repeat(100), note: 'n'.repeat(100) });
