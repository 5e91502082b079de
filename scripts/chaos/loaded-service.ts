import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Postgres, startPostgres } from '@winkwire/server/store/testing/start-postgres';
import pg from 'pg';
import { VersionProcess } from '../upgrade/version-process.ts';
import { PacedLoad } from './paced-load.ts';

const root = join(import.meta.dirname, '../..');
const ports = [18_671, 18_672] as const;

/** Two servers under load, on one PostgreSQL with durable commits. The methods cause faults. */
export class LoadedService {
  readonly load = new PacedLoad();
  readonly #postgres: Postgres;
  readonly #databaseUrl: string;
  readonly #folder: string;
  readonly #servers = new Map<number, VersionProcess>();

  private constructor(options: { postgres: Postgres; databaseUrl: string; folder: string }) {
    this.#postgres = options.postgres;
    this.#databaseUrl = options.databaseUrl;
    this.#folder = options.folder;
  }

  static async start(held: AsyncDisposableStack): Promise<LoadedService> {
    const folder = mkdtempSync(join(tmpdir(), 'winkwire-chaos-'));
    held.defer(() => rmSync(folder, { recursive: true, force: true }));
    const postgres = held.use(await startPostgres({ durable: true, connections: 400 }));
    const service = new LoadedService({ postgres, databaseUrl: await postgres.createDatabase(), folder });
    held.use(service.load);
    held.defer(async () => {
      for (const server of service.#servers.values()) await server.kill();
    });
    for (const port of ports) await service.#startServer(port);
    await service.load.register();
    return service;
  }

  async #startServer(port: number): Promise<void> {
    const dataDir = join(this.#folder, `${port}`);
    const options = { folder: root, port, databaseUrl: this.#databaseUrl, dataDir };
    const started = await VersionProcess.start(options);
    this.#servers.set(port, started);
    this.load.processes.add(started);
  }

  async restartServer(): Promise<void> {
    const server = this.#take(ports[0]);
    // A load balancer would send nothing to this server either, because it is being stopped.
    this.load.processes.delete(server);
    await server.stop();
    await this.#startServer(ports[0]);
  }

  async killServer(): Promise<void> {
    const server = this.#take(ports[1]);
    await server.kill();
    this.load.processes.delete(server);
    await this.#startServer(ports[1]);
  }

  #take(port: number): VersionProcess {
    const server = this.#servers.get(port);
    if (!server) throw new Error(`No server listens on ${port}.`);
    return server;
  }

  killConnections(): Promise<unknown> {
    return this.#query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'winkwire'`,
    );
  }

  async crashDatabase(awayMs: number): Promise<void> {
    await this.#postgres.crash();
    await pause(awayMs);
    await this.#postgres.start();
  }

  /** Opens `count` connections, starts the statements on each of them, and closes the connections after `ms`. */
  async holdClients(
    ms: number,
    { count, statements }: { count: number; statements: string[] },
  ): Promise<void> {
    const clients = Array.from({ length: count }, () => new pg.Client(this.#databaseUrl));
    for (const client of clients) {
      client.on('error', () => {});
      await client.connect();
      for (const statement of statements) client.query(statement).catch(() => {});
    }
    await pause(ms);
    // Statements may still be running, so PostgreSQL has to end the connections.
    await this.#query(`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()
      and datname = current_database() and application_name <> 'winkwire'`);
  }

  async countDeadRows(): Promise<number> {
    const [row] = await this.#query<{ dead: string }>(
      'select coalesce(sum(n_dead_tup), 0) as dead from pg_stat_user_tables',
    );
    return Number(row?.dead);
  }

  async #query<Result extends object>(sql: string): Promise<Result[]> {
    const client = new pg.Client(this.#databaseUrl);
    await client.connect();
    const { rows } = await client.query<Result>(sql);
    await client.end();
    return rows;
  }
}
