import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createServer as createTlsServer } from 'node:tls';
import { InviteTemplate } from '@winkwire/contract/resources/invite-template';
import { startReceiver } from '@winkwire/server/pipeline/testing/start-receiver';
import { startPostgres } from '@winkwire/server/store/testing/start-postgres';
import { openMailServer, refusal } from '@winkwire/server/testing/mail-server';
import { startTestServer, type TestServer } from '@winkwire/server/testing/test-server';

export interface Fault {
  fault: string;
  alert: string;
  /** Starts a server and everything else that the fault needs. `stack` ends all of it. */
  prepare(stack: AsyncDisposableStack): Promise<{ port: number; inject(): Promise<unknown> }>;
}

export const faults: readonly Fault[] = [
  {
    fault: 'an endpoint is dead',
    alert: 'WinkwireEndpointFailing',
    async prepare(stack) {
      const [server, dead] = [await startServer(stack), await startEndpoint(stack)];
      await subscribe(server, [dead.url, (await startEndpoint(stack)).url]);
      publish(stack, server);
      return { port: portOf(server), inject: async () => fail(dead) };
    },
  },
  {
    fault: 'all endpoints are dead',
    alert: 'WinkwireEveryEndpointFailing',
    async prepare(stack) {
      const server = await startServer(stack);
      const endpoints = [await startEndpoint(stack), await startEndpoint(stack)];
      await subscribe(
        server,
        endpoints.map(({ url }) => url),
      );
      publish(stack, server);
      return { port: portOf(server), inject: async () => endpoints.forEach(fail) };
    },
  },
  {
    fault: 'the database is unreachable',
    alert: 'WinkwireDatabaseUnreachable',
    async prepare(stack) {
      const postgres = stack.use(await startPostgres());
      const server = await startServer(stack, { databaseUrl: await postgres.createDatabase() });
      await subscribe(server, [(await startEndpoint(stack)).url]);
      publish(stack, server);
      return { port: portOf(server), inject: () => postgres.stop() };
    },
  },
  {
    fault: 'the disk is full',
    alert: 'WinkwireDiskFull',
    async prepare(stack) {
      const dataDir = temporaryFolder(stack);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', dataDir]);
      stack.defer(() => void execFileSync('umount', ['--lazy', dataDir]));
      const server = await startServer(stack, { dataDir });
      const fill = async (): Promise<void> => {
        const { bavail, bsize } = statfsSync(dataDir);
        writeFileSync(join(dataDir, 'filler'), Buffer.alloc(bavail * bsize - 2 ** 20));
      };
      return { port: portOf(server), inject: fill };
    },
  },
  {
    fault: 'the queue grows',
    alert: 'WinkwireBacklogGrowing',
    async prepare(stack) {
      const [server, slow] = [await startServer(stack), await startEndpoint(stack)];
      await subscribe(server, [slow.url], { concurrency: 1 });
      publish(stack, server);
      return {
        port: portOf(server),
        async inject() {
          slow.behave((_, response) => void setTimeout(() => response.end(), 50));
          for (let publisher = 0; publisher < 8; publisher++) publish(stack, server, 50);
        },
      };
    },
  },
  {
    fault: 'the egress is lost',
    alert: 'WinkwireEgressLost',
    async prepare(stack) {
      const proxy = await startProxy(stack);
      const server = await startServer(stack, { egressProxy: proxy.url });
      await subscribe(server, [(await startEndpoint(stack)).url]);
      publish(stack, server);
      return { port: portOf(server), inject: async () => proxy.close() };
    },
  },
  {
    fault: 'a lease is lost',
    alert: 'WinkwireLeaseLost',
    async prepare(stack) {
      const server = await startServer(stack);
      await subscribe(server, [(await startEndpoint(stack)).url]);
      publish(stack, server);
      const { store } = server.services;
      return {
        port: portOf(server),
        // Gives all shards to a process that does not exist. The leases end after five seconds.
        inject: () =>
          store.run(`update leases set owner = 'elsewhere', leased_until = $1 where kind = 'shard'`, [
            Date.now() + 5000,
          ]),
      };
    },
  },
  {
    fault: 'mail is refused',
    alert: 'WinkwireMailRefused',
    async prepare(stack) {
      const mails = stack.use(
        await openMailServer({
          onRcptTo: (_address, _session, done) => done(refusal(550, 'No such mailbox')),
        }),
      );
      const server = await startServer(stack, { smtpUrl: mails.url });
      const [{ id: _, ...template } = { id: '' }] = (InviteTemplate as { examples?: { id: string }[] })
        .examples as { id: string }[];
      const { body } = await server.call('/v1/inviteTemplates', { method: 'POST', body: template });
      const person = { fullName: 'Christina Tan', email: 'christina4321@smileapi.io' };
      return {
        port: portOf(server),
        inject: () =>
          server.call('/v1/invites', { method: 'POST', body: { ...person, templateId: body.data.id } }),
      };
    },
  },
  {
    fault: 'documents are stuck',
    alert: 'WinkwireDocumentsStuck',
    async prepare(stack) {
      const server = await startServer(stack);
      const user = await server.call('/v1/users', { method: 'POST', body: {} });
      const page = new URL('../../../packages/server/assets/documents/payslip-george.pdf', import.meta.url);
      const file = {
        fileSubtype: 'PAYSLIP',
        fileName: 'payslip',
        fileExtensionType: 'PDF',
        fileContent: readFileSync(page).toString('base64'),
      };
      const body = { userId: user.body.data.user.id, fileType: 'PAYSLIP', rawFiles: [file] };
      return {
        port: portOf(server),
        async inject() {
          // This trigger gives the lease of every new archive to a process that does not exist.
          await server.services.store.run(
            `create trigger hang after insert on archives begin
               insert into leases (kind, id, owner, leased_until)
                 values ('archive', new.id, 'elsewhere', 9000000000000); end`,
          );
          await server.call('/v1/archives', { method: 'POST', body });
        },
      };
    },
  },
  {
    fault: 'the certificate expires in three days',
    alert: 'WinkwireCertificateExpiring',
    async prepare(stack) {
      const { url, use } = await startTls(stack);
      use(60);
      const server = await startServer(stack, { publicUrl: url });
      // The server reads the certificate at the first scrape and caches it for ten minutes. So the fault starts before
      // the first scrape.
      use(3);
      return { port: portOf(server), inject: async () => {} };
    },
  },
];

type Overrides = Parameters<typeof startTestServer>[0];

async function startServer(stack: AsyncDisposableStack, overrides: Overrides = {}): Promise<TestServer> {
  const server = await startTestServer({ rateLimit: 0, shutdownTimeout: 1000, ...overrides });
  stack.use(server);
  return server;
}

const portOf = ({ url }: TestServer): number => Number(new URL(url).port);

const startEndpoint = async (stack: AsyncDisposableStack) => stack.use(await startReceiver());

const fail = ({ behave }: Awaited<ReturnType<typeof startEndpoint>>): void =>
  behave((_, response) => response.writeHead(503).end());

async function subscribe(server: TestServer, urls: readonly string[], delivery = {}): Promise<void> {
  for (const url of urls) {
    const body = { name: 'bench', url, eventTypes: ['ALL_EVENTS'], secret: 'a long random secret', delivery };
    await server.call('/v1/webhooks', { method: 'POST', body });
  }
}

function publish(stack: AsyncDisposableStack, server: TestServer, everyMs = 500): void {
  const stop = new AbortController();
  const publishing = (async () => {
    while (!stop.signal.aborted) {
      await server.call('/v1/users', { method: 'POST', body: {} }).catch(() => {});
      await pause(everyMs);
    }
  })();
  stack.defer(async () => {
    stop.abort();
    await publishing;
  });
}

function temporaryFolder(stack: AsyncDisposableStack): string {
  const folder = mkdtempSync(join(tmpdir(), 'winkwire-alerts-'));
  stack.defer(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function startProxy(stack: AsyncDisposableStack) {
  const server = createServer().on('connect', ({ url = '' }, client) => {
    const target = new URL(`http://${url}`);
    const upstream = connect(Number(target.port), target.hostname, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    const end = (): void => {
      upstream.destroy();
      client.destroy();
    };
    upstream.on('error', end);
    client.on('error', end).on('close', end);
    sockets.add(client);
  });
  const sockets = new Set<{ destroy(): unknown }>();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  stack.defer(close);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** Starts a TLS server. `use(days)` gives the server a self-signed certificate that is valid for that many days. */
async function startTls(stack: AsyncDisposableStack) {
  const folder = temporaryFolder(stack);
  const [keyFile, certificateFile] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const server = createTlsServer((socket) => socket.on('error', () => {}).end());
  const use = (days: number): void => {
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=localhost', '-days', `${days}`],
        ...['-keyout', keyFile, '-out', certificateFile],
      ],
      { stdio: 'ignore' },
    );
    server.setSecureContext({ key: readFileSync(keyFile), cert: readFileSync(certificateFile) });
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stack.defer(() => void server.close());
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, use };
}
