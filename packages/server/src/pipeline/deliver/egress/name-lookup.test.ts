import { expect, test } from 'vitest';
import { startDns } from '../../testing/start-dns.ts';
import { nameLookup } from './name-lookup.ts';

test('both address families are looked up, and concurrent lookups of a name share one query', async () => {
  using dns = await startDns();
  dns.respond(['192.0.2.1', '2001:db8::1', '192.0.2.2']);
  const lookUp = nameLookup([dns.address]);
  const lookups = await Promise.all(Array.from({ length: 20 }, () => lookUp('hooks.example')));
  expect(dns.queried).toEqual(['hooks.example']);
  expect(lookups[19]).toEqual([
    { address: '192.0.2.1', family: 4 },
    { address: '192.0.2.2', family: 4 },
    { address: '2001:db8::1', family: 6 },
  ]);
  await lookUp('hooks.example');
  expect(dns.queried).toHaveLength(2);
});

test('names whose DNS server is silent do not delay other lookups', async () => {
  using dns = await startDns();
  dns.respond('silence');
  dns.respond('192.0.2.1', 'alive.example');
  const lookUp = nameLookup([dns.address]);
  let settled = 0;
  for (let n = 0; n < 50; n++) {
    void lookUp(`dead-${n}.example`)
      .catch(() => {})
      .finally(() => settled++);
  }
  expect(await lookUp('alive.example')).toEqual([{ address: '192.0.2.1', family: 4 }]);
  expect(settled).toBe(0);
});

test('a silent server is reported as a failure', async () => {
  using dns = await startDns();
  dns.respond('silence');
  await expect(nameLookup([dns.address])('dead.example')).rejects.toMatchObject({ code: 'ETIMEOUT' });
}, 15_000);

test('names of this machine and literal addresses are never looked up in the DNS', async () => {
  using dns = await startDns();
  dns.respond('192.0.2.1');
  const lookUp = nameLookup([dns.address]);
  expect((await lookUp('localhost'))[0]!.address).toMatch(/^127\.0\.0\.1$|^::1$/);
  expect((await lookUp('app.localhost.')).map(({ address }) => address)).toEqual(['127.0.0.1', '::1']);
  expect(await lookUp('2001:db8::1')).toEqual([{ address: '2001:db8::1', family: 6 }]);
  expect(dns.queried).toEqual([]);
});
