import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { Registry } from 'prom-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Config, readConfig } from '../../../config.ts';
import { findEgress, listedForMs, registerEgress } from '../../../domain/egress.ts';
import { newProcessId } from '../../../platform/process-id.ts';
import { openStore } from '../../../store/open-store.ts';
import type { Store } from '../../../store/store.ts';
import { type Engine, type Place, startEngine } from '../../../store/testing/engines.ts';
import { startTestServer } from '../../../testing/test-server.ts';
import { EgressReport } from './egress-report.ts';

describe.each(['sqlite', 'postgres'] as const)('the published egress on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let store: Store;
  const open: EgressReport[] = [];
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());
  beforeEach(async () => {
    place = await engine.place();
    store = await openStore(place.config);
  });
  afterEach(async () => {
    for (const report of open.splice(0)) await report.close();
    await store.close();
    await place[Symbol.asyncDispose]();
  });

  const lines: { msg: string }[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line)) });

  async function report(settings: Partial<Config>): Promise<EgressReport> {
    const config = readConfig({}, { profile: 'dev', ...settings });
    const made = new EgressReport({
      processId: newProcessId(),
      config,
      log,
      now: Date.now,
      store,
      metrics: new Registry(),
    });
    open.push(made);
    await made.start();
    return made;
  }

  test('a process that does not deliver lists the addresses of all that do', async () => {
    await report({ egressAddress: '127.0.0.3' });
    await report({ egressProxy: 'http://127.0.0.1:3128', egressPublished: ['203.0.113.0/28', '127.0.0.3'] });
    await using server = await startTestServer({ ...place.config, roles: ['api'] });
    expect((await server.call('/v1/egress')).body.data).toEqual({
      addresses: ['127.0.0.3', '203.0.113.0/28'],
      proxy: true,
      verified: null,
    });
  });

  test('a process that has ended stays listed for some time, or until another process of its machine replaces it', async () => {
    const first = await report({ egressAddress: '127.0.0.3' });
    await registerEgress(
      store,
      { node: 'elsewhere', addresses: ['127.0.0.5'], proxy: false, verified: null },
      Date.now(),
    );
    await first.close();
    expect((await findEgress(store, Date.now())).addresses).toEqual(['127.0.0.3', '127.0.0.5']);
    expect((await findEgress(store, Date.now() + listedForMs)).addresses).toEqual([]);
    await report({ egressAddress: '127.0.0.4' });
    expect((await findEgress(store, Date.now())).addresses).toEqual(['127.0.0.4', '127.0.0.5']);
  });

  test('an echo server confirms the published addresses, contradicts them, or proves nothing', async () => {
    const echo = createServer(
      ({ socket }, response) => void response.end(`You are ${socket.remoteAddress}.`),
    );
    await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
    const egressCheckUrl = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`;
    const verified = async () => (await findEgress(store, Date.now())).verified;
    try {
      const one = await report({ egressAddress: '127.0.0.3', egressCheckUrl });
      await one.check();
      expect(await verified()).toBe(true);
      await report({ egressAddress: '127.0.0.3' });
      expect(await verified()).toBe(null);
      const behindNat = { egressAddress: '127.0.0.3', egressPublished: ['127.0.0.4'] };
      const other = await report({ ...behindNat, egressCheckUrl });
      await other.check();
      expect(await verified()).toBe(false);
      expect(lines).toContainEqual(
        expect.objectContaining({
          level: 50,
          seen: '127.0.0.3',
          published: ['127.0.0.4'],
          msg: 'egress.not-as-published',
        }),
      );
    } finally {
      echo.closeAllConnections();
      echo.close();
    }
    await open[0]!.check();
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'egress.not-checked' }));
  });
});
