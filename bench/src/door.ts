import { startPostgres } from '@winkwire/server/store/testing/start-postgres';
import type { AnsweringTask } from './answering.ts';
import { Child } from './child.ts';
import { CpuLimit } from './cpu-limit.ts';
import { cpuOfTree } from './cpu-of-tree.ts';
import { loginNameOf } from './login-name.ts';
import type { Publishing, PublishingTask } from './publishing.ts';
import type { Receiving } from './receiving.ts';

/** How the clients publish. */
type Manner = Pick<PublishingTask, 'endpoints' | 'sameAccount' | 'throughFastify' | 'withUndici'>;

export interface DoorOptions extends Manner {
  what: AnsweringTask['what'] | 'bullmq' | 'pg-boss' | 'graphile-worker';
  engine?: 'sqlite' | 'postgres';
  /**
   * The module that the server's processes run, by default `answering.ts`. Another module must understand the same
   * messages as `answering.ts`.
   */
  program?: string;
  /** The database of a job queue, which `Door` closes. With the engine `postgres`, a new PostgreSQL is used instead. */
  database?: Database;
  processes?: number;
  delivers?: boolean;
  /** The share of one core that each process may use. By default, a process may use all cores. */
  coreShare?: number;
  receiving: Receiving;
  execArgv?: readonly string[];
}

export interface Database extends AsyncDisposable {
  url: string;
  /** The CPU time of this process and of its children is counted. */
  pid: number;
}

export interface Passage {
  /** Events per second, from the first request to the last receipt, or to the last response if nothing is delivered. */
  perSecond: number;
  /** The CPU seconds of the server and its database for 1,000 events. */
  cpu: number;
}

/** A server for `POST /v1/events` in one or more processes, and clients that publish to it. */
export class Door implements AsyncDisposable {
  readonly #servers: Child[];
  readonly #clients = new Child('./publishing.ts');
  readonly #database: Database | undefined;
  readonly #limit: CpuLimit | undefined;
  readonly #receiving: Receiving;
  readonly #delivers: boolean;
  readonly #manner: Manner;
  #urls: string[] = [];

  private constructor(
    {
      processes = 1,
      delivers = false,
      receiving,
      execArgv = [],
      program = './answering.ts',
      coreShare,
      ...manner
    }: DoorOptions,
    database: Database | undefined,
  ) {
    const { endpoints, sameAccount, throughFastify, withUndici } = manner;
    this.#servers = Array.from({ length: processes }, () => new Child(program, { execArgv }));
    this.#database = database;
    this.#limit = coreShare === undefined ? undefined : new CpuLimit(coreShare);
    this.#receiving = receiving;
    this.#delivers = delivers;
    this.#manner = { endpoints, sameAccount, throughFastify, withUndici };
  }

  static async open(options: DoorOptions): Promise<Door> {
    const { what, delivers, endpoints = 1, receiving } = options;
    const database = await databaseOf(options);
    const databaseUrl = database?.url ?? null;
    const door = new Door(options, database);
    const receiver = `${receiving.url}/door`;
    for (const server of door.#servers) {
      const { url } = await server.request<{ url: string }>({ what, databaseUrl, receiver });
      door.#urls.push(url);
    }
    if (what === 'winkwire' && delivers) await addEndpoints(door.#urls[0]!, receiver, endpoints);
    for (const { process } of door.#servers) door.#limit?.apply(process.pid!);
    return door;
  }

  async pass(clients: number, count: number): Promise<Passage> {
    const before = await this.#cpu();
    const { published, lastAt } = await this.#publish({ clients, count });
    const cpu = (await this.#cpu()) - before;
    return { perSecond: (count / (lastAt - published.startedAt)) * 1000, cpu: (cpu / count) * 1000 };
  }

  /**
   * Publishes at a steady rate. Returns the ms from each event's planned publication to its receipt, shortest first.
   */
  async waits(
    clients: number,
    { count, perSecond }: { count: number; perSecond: number },
  ): Promise<number[]> {
    const { published } = await this.#publish({ clients, count, perSecond });
    const arrivals = await this.#receiving.report();
    return published.sent.map(([id, at]) => arrivals.get(`/door ${id}`)! - at).sort((a, b) => a - b);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#clients[Symbol.asyncDispose]();
    for (const server of this.#servers) await server.request({ kind: 'close' });
    for (const server of this.#servers) await server[Symbol.asyncDispose]();
    this.#limit?.[Symbol.dispose]();
    await this.#database?.[Symbol.asyncDispose]();
  }

  async #publish(task: Omit<PublishingTask, 'urls'>): Promise<{ published: Publishing; lastAt: number }> {
    await this.#receiving.reset();
    const clients = Math.ceil(task.clients / this.#urls.length);
    const publishing = this.#clients.request<Publishing>({
      ...task,
      clients,
      urls: this.#urls,
      ...this.#manner,
    });
    const arrived = this.#delivers ? this.#receiving.count(task.count) : undefined;
    const published = await publishing;
    return { published, lastAt: (await arrived) ?? published.acceptedAt };
  }

  async #cpu(): Promise<number> {
    const each = this.#servers.map((server) => server.request<{ cpu: number }>({ kind: 'cpu' }));
    const database = this.#database ? cpuOfTree(this.#database.pid) : 0;
    return (await Promise.all(each)).reduce((sum, { cpu }) => sum + cpu, database);
  }
}

async function databaseOf({ engine, database }: DoorOptions): Promise<Database | undefined> {
  return engine === 'postgres' ? await openPostgres() : database;
}

/** A separate PostgreSQL, whose commits reach the disk. */
export async function openPostgres(): Promise<Database> {
  const postgres = await startPostgres({ durable: true });
  return {
    url: await postgres.createDatabase(),
    pid: postgres.pid,
    [Symbol.asyncDispose]: () => postgres[Symbol.asyncDispose](),
  };
}

async function addEndpoints(server: string, url: string, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const filter = count > 1 ? { filter: { loginName: loginNameOf(n, count) } } : {};
    const response = await fetch(`${server}/v1/webhooks`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${btoa('bench:bench secret')}`,
      },
      body: JSON.stringify({ name: 'n', url, eventTypes: ['ALL_EVENTS'], secret: 'secret', ...filter }),
    });
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  }
}
