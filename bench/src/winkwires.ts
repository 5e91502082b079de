import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Postgres, startPostgres } from '@winkwire/server/store/testing/start-postgres';
import { Child } from './child.ts';
import { cpuOfTree } from './cpu-of-tree.ts';

export interface Sent {
  startedAt: number;
  acceptedAt: number;
  sent: [id: string, at: number][];
}

/** Processes on one database. The first one also publishes. */
export class Winkwires implements AsyncDisposable {
  readonly #children: Child[];
  readonly #postgres: Postgres | undefined;
  readonly #dataDir: string;
  readyMs = 0;

  private constructor(children: Child[], dataDir: string, postgres: Postgres | undefined) {
    this.#children = children;
    this.#dataDir = dataDir;
    this.#postgres = postgres;
  }

  static async start(
    engine: 'sqlite' | 'postgres',
    { processes = 1, env = {} }: { processes?: number; env?: NodeJS.ProcessEnv } = {},
  ): Promise<Winkwires> {
    const dataDir = mkdtempSync(join(tmpdir(), 'winkwire-bench-'));
    const postgres = engine === 'postgres' ? await startPostgres({ durable: true }) : undefined;
    const databaseUrl = (await postgres?.createDatabase()) ?? null;
    const children = Array.from({ length: processes }, () => new Child('./winkwire.ts', { env }));
    const winkwires = new Winkwires(children, dataDir, postgres);
    for (const child of children) {
      const roles = ['api', 'deliver'];
      const { readyMs } = await child.request<{ readyMs: number }>({
        kind: 'open',
        dataDir,
        databaseUrl,
        roles,
      });
      winkwires.readyMs = readyMs;
    }
    return winkwires;
  }

  async endpoint(url: string, options: { active?: boolean; retryDelays?: number[] } = {}): Promise<string> {
    return (await this.#children[0]!.request<{ id: string }>({ kind: 'endpoint', url, ...options })).id;
  }

  async copies(of: { webhookId: string; count: number; tenants?: number; filter?: object }): Promise<void> {
    await this.#children[0]!.request({ kind: 'copies', ...of });
  }

  async resume(webhookId: string): Promise<void> {
    await this.#children[0]!.request({ kind: 'resume', webhookId });
  }

  publish(count: number, perSecond?: number): Promise<Sent> {
    return this.#children[0]!.request<Sent>({ kind: 'publish', count, ...(perSecond ? { perSecond } : {}) });
  }

  /** The CPU seconds of all processes and the database, and the memory of the first process in bytes. */
  async used(): Promise<{ cpu: number; rss: number }> {
    const each = await Promise.all(
      this.#children.map((child) => child.request<{ cpu: number; rss: number }>({ kind: 'cpu' })),
    );
    const database = this.#postgres ? cpuOfTree(this.#postgres.pid) : 0;
    return { cpu: each.reduce((sum, { cpu }) => sum + cpu, database), rss: each[0]!.rss };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#children) await child.request({ kind: 'close' });
    for (const child of this.#children) await child[Symbol.asyncDispose]();
    await this.#postgres?.[Symbol.asyncDispose]();
    rmSync(this.#dataDir, { recursive: true, force: true });
  }
}
