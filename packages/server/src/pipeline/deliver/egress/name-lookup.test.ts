import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { startDns } from '../../testing/start-dns.ts';
import { HostsFile } from './hosts-file.ts';
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

test('a hosts file is read again when it has changed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'winkwire-hosts-'));
  const file = join(folder, 'hosts');
  try {
    writeFileSync(
      file,
      '192.0.2.1 one.example One # first\n2001:db8::1\tone.example\nnonsense two.example\n',
    );
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
    const hosts = new HostsFile(file);
    expect(hosts.find('one.example')).toEqual(['192.0.2.1', '2001:db8::1']);
    expect(hosts.find('one')).toEqual(['192.0.2.1']);
    expect(hosts.find('two.example')).toEqual([]);
    writeFileSync(file, '192.0.2.9 two.example\n');
    utimesSync(file, 1, 1);
    clock.mockReturnValue(6000);
    expect(hosts.find('two.example')).toEqual(['192.0.2.9']);
    expect(hosts.find('one')).toEqual([]);
    rmSync(file);
    clock.mockReturnValue(12_000);
    expect(hosts.find('two.example')).toEqual([]);
  } finally {
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true });
  }
});
