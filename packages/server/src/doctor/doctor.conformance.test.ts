import { rmSync, utimesSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Config } from '../config.ts';
import { makeAuthority } from '../pipeline/testing/make-certificates.ts';
import { databaseFile } from '../platform/database-file.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { DoctorApart } from './testing/doctor-apart.ts';

const encryptionKey = 'ab'.repeat(32);

describe.each(['sqlite', 'postgres'] as const)('the doctor on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let server: TestServer;
  let doctor: DoctorApart;
  beforeAll(async () => {
    doctor = new DoctorApart();
    engine = await startEngine(name, { durable: true });
    place = await engine.place();
    server = await startTestServer({ ...place.config, encryptionKey });
    const body = { name: 'a', url: 'http://127.0.0.1:9999/', eventTypes: ['ALL_EVENTS'], active: true };
    await server.call('/v1/webhooks', { method: 'POST', body });
  });
  afterAll(async () => {
    await doctor[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  });

  const findings = (overrides: Partial<Config> = {}) =>
    doctor.examine({ ...place.config, encryptionKey, profile: 'serve', ...overrides });
  const failures = async (overrides: Partial<Config> = {}) =>
    (await findings(overrides))
      .filter(({ state }) => state === 'failed')
      .map(({ check, says }) => [check, says]);

  test('finds nothing wrong with a running server, and says what to do about each warning', async () => {
    const found = await findings();
    expect(found.map(({ check }) => check)).toEqual([
      'database',
      'durable writes',
      'replication',
      'clock',
      'encryption key',
      'processes',
      'disk',
      'open files',
      'DNS',
      'certificate',
      'egress',
      'mail',
    ]);
    expect(found.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(found.filter(({ state, action }) => (state === 'warning') !== (action !== null))).toEqual([]);
    expect(found.find(({ check }) => check === 'encryption key')?.says).toBe(
      'The key opens the secrets of all webhooks (1).',
    );
    // The check is skipped for PostgreSQL, because its disk may be on another machine.
    expect(found.find(({ check }) => check === 'disk')?.state === 'skipped').toBe(name === 'postgres');
    const stateOf = async () => (await findings()).find(({ check }) => check === 'processes')?.state;
    await expect.poll(stateOf).toBe('ok');
  });

  test('says how long a replaced key is still needed, if several keys are set', async () => {
    const both = await findings({ encryptionKey: `${'cd'.repeat(32)},${encryptionKey}` });
    expect(both.find(({ check }) => check === 'encryption key')).toMatchObject({
      state: 'ok',
      says: expect.stringContaining('wait 5 hours, then remove the old key'),
    });
  });

  test.each<[check: string, fault: Partial<Config>, says: RegExp]>([
    [
      'encryption key',
      { encryptionKey: 'cd'.repeat(32) },
      /does not open the secrets of 1 of 1 webhook: wh-/,
    ],
    ['DNS', { publicUrl: 'http://nowhere.invalid' }, /nowhere\.invalid has no address/],
    ['mail', { smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'a@example.com' }, /127\.0\.0\.1:1 cannot be used/],
    ['egress', { egressCheckUrl: 'https://nowhere.invalid/' }, /was not reached through the egress/],
    ['egress', { egressAddress: '192.0.2.1' }, /The egress cannot work/],
  ])('finds a fault of %s with its own check, and with no other', async (check, fault, says) => {
    expect(await failures(fault)).toEqual([[check, expect.stringMatching(says)]]);
  });

  test.each([
    [500, 'The server returned 500.'],
    [200, 'The response contains no IP address.'],
  ])('says that a server for the check of the egress is the wrong one: %i', async (status, says) => {
    const other = createHttpServer((_, response) => response.writeHead(status).end('Hello')).listen(
      0,
      '127.0.0.1',
    );
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const found = await failures({
      egressCheckUrl: `http://127.0.0.1:${port}`,
      webhookAllow: ['127.0.0.0/8'],
      webhookHttp: 'loopback',
      webhookPorts: [`${port}`],
    });
    other.close();
    const problem = `http://127.0.0.1:${port} did not return the address of its caller: ${says}`;
    expect(found).toEqual([['egress', problem]]);
  });

  test('does not count a process whose lease has ended, because it has crashed', async () => {
    await using own = await engine.place();
    await using api = await startTestServer({ ...own.config, encryptionKey, roles: ['api'] });
    await api.services.store.run(
      `insert into leases (kind, id, owner, leased_until) values ('shard', '0', 'crashed', $1)`,
      [Date.now() - 1000],
    );
    const found = await doctor.examine({ ...own.config, encryptionKey, profile: 'serve' });
    expect(found.find(({ check }) => check === 'processes')).toMatchObject({
      state: 'warning',
      says: 'No process delivers webhooks.',
    });
  });

  test('finds a certificate that no client trusts', async () => {
    using authority = makeAuthority('nobody');
    const { certificate: cert, key } = authority.issue('localhost', ['IP:127.0.0.1']);
    const proxy = createServer({ key, cert }).listen(0, '127.0.0.1');
    await new Promise((resolve) => proxy.once('listening', resolve));
    const { port } = proxy.address() as AddressInfo;
    const found = await failures({ publicUrl: `https://127.0.0.1:${port}` });
    proxy.close();
    expect(found).toEqual([['certificate', expect.stringContaining('cannot be reached over TLS')]]);
  });

  test('finds no fault of a database that no server has used yet', async () => {
    await using empty = await engine.place();
    if (name === 'sqlite') new DatabaseSync(databaseFile(empty.config.dataDir)).close();
    expect(await failures(empty.config)).toEqual([]);
    const [first] = await findings(empty.config);
    expect(first?.says).toMatch(/without any tables/);
  });

  test.runIf(name === 'sqlite')('finds a key whose database is missing, or newer than the key', async () => {
    await using own = await engine.place();
    const { dataDir } = own.config;
    const keyFile = join(dataDir, 'encryption.key');
    const stateOf = async (check: string) =>
      (await findings({ ...own.config, encryptionKey: null })).find((finding) => finding.check === check);
    await (await startTestServer(own.config))[Symbol.asyncDispose]();
    expect(await stateOf('encryption key')).toMatchObject({ state: 'ok' });
    utimesSync(keyFile, 0, 0);
    expect(await stateOf('encryption key')).toMatchObject({
      state: 'warning',
      says: `The database ${databaseFile(dataDir)} was made after the key ${keyFile}, so an earlier database may be lost.`,
    });
    rmSync(databaseFile(dataDir));
    expect(await stateOf('database')).toMatchObject({
      state: 'failed',
      action: expect.stringContaining(`although its key is there, ${keyFile}`),
    });
  });

  test('finds a schema of a newer version, and a database that is missing', async () => {
    await server.services.store.run(
      `insert into migrations (number, name, applied_at) values (999999, 'contract-later', 0)`,
    );
    expect(await failures()).toEqual([['database', 'The schema is newer than this server.']]);
    await server.services.store.run('delete from migrations where number = 999999');
    const missing =
      name === 'sqlite' ? { dataDir: '/nowhere' } : { databaseUrl: 'postgres://127.0.0.1:1/none' };
    expect(await failures(missing)).toEqual([
      ['database', expect.stringMatching(/cannot be (used|opened: ECONNREFUSED)\.$/)],
    ]);
  });
});
