import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { examineNode } from '@winkwire/server/store/postgres/examine-node';
import pg from 'pg';
import { stringify } from 'yaml';
import { waitFor } from '../wait-for.ts';

/** A machine can run only one cluster, because the nodes' addresses and accounts are fixed. */
const clusterFolder = join(tmpdir(), 'winkwire-cluster');
/** Holds the id of the process that runs the cluster. */
const ownerFile = join(clusterFolder, 'owner.pid');
const ports = { postgres: 26_432, patroni: 26_008, etcd: 26_379, etcdPeers: 26_380 };
const numbers = [1, 2, 3] as const;
/**
 * Patroni's times in seconds. With its defaults, replacing a dead machine takes half a minute. `ttl` must be at least
 * `loop_wait` plus twice `retry_timeout`.
 */
const times = { ttl: 6, loop_wait: 1, retry_timeout: 2 };

const installations = '/usr/lib/postgresql';

const newestVersion = (): string =>
  readdirSync(installations).toSorted((one, other) => Number(other) - Number(one))[0] ?? '';

interface Standbys {
  standbys: number;
  /** The names of the standbys that are not asynchronous. Null if there are none. */
  synchronous: string[] | null;
}

const standbysOf = `select count(*)::int as standbys,
    array_agg(application_name) filter (where sync_state <> 'async') as synchronous
  from pg_stat_replication where state = 'streaming'`;

/** A machine of the cluster: etcd, Patroni and PostgreSQL, run by one user on one loopback address. */
export class ClusterNode {
  readonly host: string;
  readonly name: string;
  readonly uid: number;
  readonly #folder: string;
  #etcd: ChildProcess | undefined;
  #patroni: ChildProcess | undefined;
  #isDestroyed = false;

  constructor(number: number, folder: string) {
    this.name = `node${number}`;
    this.host = `127.0.7.${number}`;
    // `initdb` refuses to run as a user without an account.
    spawnText('useradd', ['--system', '--no-create-home', `winkwire-${this.name}`]);
    this.uid = Number(execFileSync('id', ['-u', `winkwire-${this.name}`], { encoding: 'utf8' }));
    // Ends processes that a killed script may have left behind. Nothing else runs as this user.
    this.#killEverything();
    this.#folder = join(folder, this.name);
  }

  get address(): string {
    return `${this.host}:${ports.postgres}`;
  }

  startEtcd(): void {
    mkdirSync(this.#folder, { mode: 0o700 });
    chownSync(this.#folder, this.uid, this.uid);
    const peer = ({ name, host }: { name: string; host: string }) =>
      `${name}=http://${host}:${ports.etcdPeers}`;
    const all = numbers.map((number) => peer({ name: `node${number}`, host: `127.0.7.${number}` })).join(',');
    const own = (port: number) => `http://${this.host}:${port}`;
    const flags = {
      name: this.name,
      'data-dir': join(this.#folder, 'etcd'),
      'listen-client-urls': own(ports.etcd),
      'advertise-client-urls': own(ports.etcd),
      'listen-peer-urls': own(ports.etcdPeers),
      'initial-advertise-peer-urls': own(ports.etcdPeers),
      'initial-cluster': all,
    };
    this.#etcd = this.#run(
      'etcd',
      Object.entries(flags).map(([name, value]) => `--${name}=${value}`),
    );
  }

  startPatroni(settings: object): void {
    if (this.#isDestroyed) return;
    const file = join(this.#folder, 'patroni.yml');
    writeFileSync(file, stringify(this.#patroniSettings(settings)));
    this.#patroni = this.#run('/usr/bin/patroni', [file]);
  }

  #patroniSettings(settings: object): object {
    return {
      scope: 'winkwire',
      name: this.name,
      restapi: { listen: `${this.host}:${ports.patroni}`, connect_address: `${this.host}:${ports.patroni}` },
      etcd3: { hosts: numbers.map((number) => `127.0.7.${number}:${ports.etcd}`) },
      bootstrap: {
        dcs: {
          ...times,
          synchronous_mode: true,
          // Patroni replaces a dead primary instead of restarting it.
          master_start_timeout: 0,
          maximum_lag_on_failover: 0,
          postgresql: {
            use_pg_rewind: true,
            parameters: {
              wal_log_hints: 'on',
              max_connections: 100,
              // After a failover, commits wait until a standby follows the new primary. By default, a standby attempts
              // this only once in 5 seconds.
              wal_retrieve_retry_interval: '500ms',
            },
          },
          ...settings,
        },
        initdb: ['data-checksums', { encoding: 'UTF8' }, { locale: 'C' }],
      },
      postgresql: {
        listen: this.address,
        connect_address: this.address,
        use_unix_socket: true,
        data_dir: join(this.#folder, 'postgres'),
        bin_dir: join(installations, newestVersion(), 'bin'),
        pg_hba: [
          'local all all trust',
          'host all all 127.0.0.0/8 trust',
          'host replication all 127.0.0.0/8 trust',
        ],
        parameters: { unix_socket_directories: this.#folder, shared_buffers: '64MB' },
        authentication: { superuser: { username: 'postgres' }, replication: { username: 'replicator' } },
      },
    };
  }

  killPostgres(): void {
    for (const pid of this.#pidsOf(/^postgres$/)) signal(pid, 'SIGKILL');
  }

  /** Kills PostgreSQL and Patroni, as a power cut would. etcd is not under test, so it keeps running. */
  async killAll(): Promise<void> {
    this.#patroni?.kill('SIGKILL');
    this.killPostgres();
    await waitFor(() => this.#pidsOf(/^(postgres|patroni)$/).length === 0, {
      limitMs: 60_000,
      everyMs: 50,
      missing: () => `Killed processes of ${this.name} have not ended.`,
    });
  }

  /** Suspends PostgreSQL and Patroni, as when a hypervisor suspends a machine. */
  freeze(): void {
    for (const pid of this.#pidsOf(/^(postgres|patroni)$/)) signal(pid, 'SIGSTOP');
  }

  thaw(): void {
    for (const pid of this.#pidsOf(/^(postgres|patroni)$/)) signal(pid, 'SIGCONT');
  }

  cutNetwork(): void {
    execFileSync('iptables', ['-I', ...this.#rule()]);
  }

  mendNetwork(): void {
    execFileSync('iptables', ['-D', ...this.#rule()], { stdio: 'ignore' });
  }

  #rule(): string[] {
    return ['OUTPUT', '-m', 'owner', '--uid-owner', `${this.uid}`, '-j', 'DROP'];
  }

  destroy(): void {
    this.#isDestroyed = true;
    this.#killEverything();
    spawnText('userdel', ['--force', `winkwire-${this.name}`]);
  }

  #killEverything(): void {
    try {
      for (;;) this.mendNetwork();
    } catch {
      // `mendNetwork` has removed all rules.
    }
    for (const pid of this.#pidsOf(/./)) signal(pid, 'SIGKILL');
  }

  #pidsOf(command: RegExp): number[] {
    const listed = spawnText('ps', ['-o', 'pid=,comm=', '-u', `${this.uid}`]);
    return listed
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, name]) => name !== undefined && command.test(name))
      .map(([pid]) => Number(pid));
  }

  #run(command: string, parameters: string[]): ChildProcess {
    const log = openSync(join(this.#folder, `${command.split('/').pop()}.log`), 'a');
    return spawn(command, parameters, {
      cwd: this.#folder,
      uid: this.uid,
      gid: this.uid,
      stdio: ['ignore', log, log],
      // The process gets its own group, so that Ctrl-C reaches only the script, which ends the nodes in order.
      detached: true,
      env: { PATH: process.env.PATH, HOME: this.#folder },
    });
  }

  get log(): string {
    return readFileSync(join(this.#folder, 'patroni.log'), 'utf8').split('\n').slice(-40).join('\n');
  }
}

/** Needs root and Debian's packages. */
export class DatabaseCluster implements AsyncDisposable {
  readonly nodes: readonly ClusterNode[];
  readonly #destroy = (): void => {
    for (const node of this.nodes) node.destroy();
  };
  #settings: object = {};

  private constructor() {
    refuseSecond();
    this.nodes = numbers.map((number) => new ClusterNode(number, clusterFolder));
    rmSync(clusterFolder, { recursive: true, force: true, maxRetries: 5 });
    mkdirSync(clusterFolder);
    chmodSync(clusterFolder, 0o755);
    writeFileSync(ownerFile, `${process.pid}`);
    process.once('exit', this.#destroy);
  }

  static async start(settings: object = {}): Promise<DatabaseCluster> {
    const cluster = new DatabaseCluster();
    cluster.#settings = settings;
    for (const node of cluster.nodes) node.startEtcd();
    for (const node of cluster.nodes) node.startPatroni(settings);
    try {
      await cluster.healthy();
      await cluster.onPrimary('create database winkwire');
    } catch (error) {
      for (const node of cluster.nodes) console.error(node.log);
      await cluster[Symbol.asyncDispose]();
      throw error;
    }
    return cluster;
  }

  get url(): string {
    const hosts = this.nodes.map(({ address }) => address).join(',');
    return `postgres://postgres@${hosts}/winkwire?target_session_attrs=read-write`;
  }

  restart(node: ClusterNode): void {
    node.startPatroni(this.#settings);
  }

  /**
   * Resolves when a standby may take over, some seconds after a failover. If the primary is killed earlier, the cluster
   * waits until it returns.
   */
  async healthy(): Promise<void> {
    for (let tries = 0; ; tries++) {
      await this.primary();
      const [row] = await this.onPrimary<Standbys>(standbysOf).catch(() => []);
      const promised = await this.#promised().catch(() => undefined);
      if (row?.standbys === 2 && promised !== undefined && row.synchronous?.includes(promised)) return;
      if (tries % 50 === 49) await this.#touchSyncKey();
      if (tries > 400) throw new Error(`The standbys do not follow the primary: ${JSON.stringify(row)}`);
      await pause(200);
    }
  }

  /** The node that may take over, according to Patroni on the primary. */
  async #promised(): Promise<string | undefined> {
    const { host } = await this.primary();
    const response = await fetch(`http://${host}:${ports.patroni}/cluster`);
    const { members } = (await response.json()) as { members: { name: string; role: string }[] };
    return members.find(({ role }) => role === 'sync_standby')?.name;
  }

  /**
   * Patroni 3.0 sometimes misses a change of a key in etcd, and can then no longer write the key. Writing the key
   * unchanged repairs this.
   */
  async #touchSyncKey(): Promise<void> {
    const key = btoa('/service/winkwire/sync');
    const { kvs: [found] = [] } = await askEtcd<{ kvs?: { value: string }[] }>('range', { key });
    if (found) await askEtcd('put', { key, value: found.value });
  }

  /** The node that accepts writes. Throws if there is none for two minutes. */
  primary(): Promise<ClusterNode> {
    const missing = () => 'No node of the cluster accepts writes.';
    return waitFor(() => this.#writable(), { limitMs: 120_000, missing });
  }

  async #writable(): Promise<ClusterNode | undefined> {
    const states = await Promise.all(
      this.nodes.map(async (node) => ({
        node,
        ...(await examineNode(`postgres://postgres@${node.address}/postgres`)),
      })),
    );
    const [found] = states
      .filter(({ state }) => state === 'writable')
      .toSorted((one, other) => other.timeline - one.timeline);
    return found?.node;
  }

  async settings(changed: object): Promise<void> {
    const { host } = await this.primary();
    const body = JSON.stringify(changed);
    await fetch(`http://${host}:${ports.patroni}/config`, { method: 'PATCH', body });
  }

  async onPrimary<Row extends object>(sql: string): Promise<Row[]> {
    const client = new pg.Client(`postgres://postgres@${(await this.primary()).address}/postgres`);
    await client.connect();
    const { rows } = await client.query<Row>(sql);
    await client.end();
    return rows;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    process.off('exit', this.#destroy);
    this.#destroy();
    // A process that was just killed may still be writing.
    await pause(500);
    rmSync(clusterFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Throws if another process runs a cluster on this machine. */
function refuseSecond(): void {
  const owner = existsSync(ownerFile) ? readFileSync(ownerFile, 'utf8') : undefined;
  if (owner === undefined || !existsSync(`/proc/${owner}`)) return;
  throw new Error(`Process ${owner} already runs a cluster on this machine. Wait until it ends, or stop it.`);
}

async function askEtcd<Result>(method: 'range' | 'put', body: object): Promise<Result> {
  const response = await fetch(`http://127.0.7.1:${ports.etcd}/v3/kv/${method}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  return (await response.json()) as Result;
}

function spawnText(command: string, parameters: string[]): string {
  try {
    return execFileSync(command, parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // The process has ended.
  }
}
