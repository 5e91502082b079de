import { modes } from '@winkwire/contract/modes';
import type { FastifyPluginAsync } from 'fastify';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { createApp } from './api/app.ts';
import { type DirectConnections, publishDirectly } from './api/direct/publish-directly.ts';
import { registerProbes } from './api/probes.ts';
import { registerOperations } from './api/register-operations.ts';
import { routes } from './api/routes.ts';
import { type Config, loggable } from './config.ts';
import { readProviders } from './connectors/openid/read-providers.ts';
import {
  configuredCredentials,
  defaultTenantId,
  ensureDefaultTenant,
  type GeneratedCredentials,
  setPublicUrl,
} from './domain/tenants.ts';
import { AddressGuard } from './pipeline/deliver/egress/address-guard.ts';
import { guardPolicy } from './pipeline/deliver/egress/egress-config.ts';
import { measureStore } from './pipeline/measure-store.ts';
import { pause, shutdownGraceMs, withDeadline } from './platform/deadline.ts';
import { makeEncryptionKey, readEncryptionKeys, vetEncryptionKeys } from './platform/encryption-keys.ts';
import { Leases } from './platform/lease.ts';
import { createLog } from './platform/log.ts';
import { findLostDatabase, type LostDatabase } from './platform/lost-database.ts';
import { newProcessId } from './platform/process-id.ts';
import { reservePort } from './platform/reserve-port.ts';
import { SecretBox } from './platform/secret-box.ts';
import { apiPolicy, secure } from './platform/security-headers.ts';
import type { Services } from './platform/services.ts';
import { measureSurroundings } from './runners/measure-surroundings.ts';
import { startWork } from './runners/start-work.ts';
import { vetEgress } from './runners/vet-egress.ts';
import { leadToPortal, servePortal } from './sites/portal.ts';
import { serveReference } from './sites/reference.ts';
import { serveSandboxIssuer } from './sites/sandbox-issuer.ts';
import { serveWidget } from './sites/widget.ts';
import { openStore } from './store/open-store.ts';
import { startTracing } from './tracing/tracing.ts';

export interface ServerOptions {
  config: Config;
  /** The folders with the built widget and portal. If one is absent, that part is not served. */
  assets?: { widget?: string; portal?: string };
  /** More routes for the same server, such as the demo's. */
  plugins?: FastifyPluginAsync[];
  log?: Logger;
  /** Called before generated API credentials are stored. The store has only the hashes of their secrets. */
  keepCredentials?: (generated: GeneratedCredentials) => void;
}

export interface Server {
  /** Such as `http://127.0.0.1:8080`. */
  url: string;
  services: Services;
  /** The API credentials that this start has generated. Only the hashes of their secrets are stored. */
  generated: GeneratedCredentials;
  /** Stops accepting requests, waits for work in progress, and closes the database. */
  close(): Promise<void>;
}

export async function startServer({
  config,
  assets = {},
  plugins = [],
  log = createLog(config),
  keepCredentials = () => {},
}: ServerOptions): Promise<Server> {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics, prefix: 'winkwire_' });
  // Before anything is written, the settings are validated and the port is reserved.
  const readKeys = readEncryptionKeys(config);
  // A wrong file of providers must fail the start, and not the first request that needs a provider.
  readProviders(config.providers, new AddressGuard(guardPolicy(config)));
  await vetEgress(config);
  await using undo = new AsyncDisposableStack();
  const releasePort = await reservePort(config);
  undo.defer(releasePort);
  const processId = newProcessId();
  let lost: LostDatabase | undefined;
  const store = await openStore(config, {
    processId,
    log,
    vet: async (database) => {
      await vetEncryptionKeys(database, config, readKeys);
      lost = await findLostDatabase(database, config);
    },
  });
  undo.defer(() => store.close());
  if (lost) log.warn(lost, 'database.newer-than-its-key');
  const encryptionKeys = readKeys ?? makeEncryptionKey(config);
  const services: Services = {
    config,
    store,
    processId,
    leases: new Leases({ store, processId }),
    log,
    metrics,
    tracing: await startTracing(config.otlpEndpoint),
    encryptionKeys,
    secrets: new SecretBox(encryptionKeys),
    now: Date.now,
    // By default, the address at which the server listens. It is set below, because the port may be 0.
    publicUrl: config.publicUrl ?? '',
    localUrl: '',
  };
  measureStore(services);
  measureSurroundings(services);
  // The port is opened before the public URL is stored, because the URL may contain the port.
  let unready: string | undefined = 'The server is starting.';
  const app = await createApp(services);
  const https = config.publicUrl?.startsWith('https:') ?? false;
  registerProbes(app, services, () => unready);
  let direct: DirectConnections | undefined;
  if (config.roles.includes('api')) {
    await app.register(async (area) => {
      secure(area, { policy: apiPolicy, https });
      await registerOperations(area, services, routes);
    });
    direct = publishDirectly(app, services);
    await serveReference(app, services);
    await serveSandboxIssuer(app, services);
    if (assets.widget) await serveWidget(app, services, assets.widget);
    if (assets.portal) await servePortal(app, services, assets.portal);
    for (const plugin of plugins) await app.register(plugin);
    if (assets.portal) leadToPortal(app);
  }
  await app.ready();
  await releasePort();
  const listening = await app.listen({ host: config.host, port: config.port });
  // Not every client can connect to ::, which stands for all addresses of the machine.
  const url = listening.replace('[::]', '[::1]');
  undo.defer(() => app.close());
  let generated: GeneratedCredentials = {};
  await ensureDefaultTenant(services, (made) => {
    keepCredentials(made);
    generated = made;
  });
  services.publicUrl ||= url;
  if (config.roles.includes('api')) await setPublicUrl(store, defaultTenantId, services.publicUrl);
  services.localUrl = url;
  for (const mode of modes) {
    const pair = configuredCredentials(config, mode) ?? generated[mode];
    if (pair) await app.gate.learn(pair);
  }
  const work = await startWork(services);
  unready = undefined;
  log.info({ url, ...loggable(config) }, 'server started');
  undo.move();
  return {
    url,
    services,
    generated,
    async close() {
      unready = 'The server is being stopped.';
      // The load balancer sends requests until it next checks `/readyz`.
      await pause(config.shutdownDelay);
      const deadline = performance.now() + config.shutdownTimeout;
      // After half of the shutdown timeout, open requests such as long polls are cut off. Their clients send them
      // again, to another process.
      const closed = app.close();
      await withDeadline(closed, deadline - config.shutdownTimeout / 2);
      app.server.closeAllConnections();
      direct?.destroyAll();
      await withDeadline(closed, deadline);
      await work.close(deadline);
      const traces = services.tracing?.close().catch((error) => log.warn({ err: error }, 'traces not sent'));
      await withDeadline(Promise.all([store.close(), traces]), deadline + shutdownGraceMs);
      log.info('server stopped');
    },
  };
}
