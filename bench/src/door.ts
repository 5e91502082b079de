import { type Postgres, startPostgres } from '@winkwire/server/store/testing/start-postgres';
import type { AnsweringTask } from './answering.ts';
import { Child } from './child.ts';
import { cpuOfTree } from './cpu-of-tree.ts';
import type { Publishing, PublishingTask } from './publishing.ts';
import type { Receiving } from './receiving.ts';

export interface DoorOptions {
  what: AnsweringTask['what'];
  engine?: 'sqlite' | 'postgres';
  processes?: number;
  /** Whether each event is sent to the receiver. */
  delivers?: boolean;
  /** Whether all events are about one account. */
  sameAccount?: boolean;
  /** Whether Winkwire's own way in is avoided, to compare it with Fastify's. */
  throughFastify?: boolean;
  receiving: Receiving;
  /** Options of Node for the server's processes. */
  execArgv?: readonly string[];
}

export interface Passage {
  /** Events per second, from the first request to the last receipt, or to the last response if nothing is sent. */
  perSecond: number;
  /** CPU seconds of the server, its database included, for 1,000 events. */
  cpu: number;
}

/** A server that accepts `POST /v1/events` in one or more processes, and the clients that publish to it. */
export class Door implements AsyncDisposable {
  readonly #servers: Child[];
  readonly #clients = new Child('./publishing.ts');
  readonly #postgres: Postgres | undefined;
  readonly #receiving: Receiving;
  readonly #delivers: boolean;
  readonly #sameAccount: boolean;
  readonly #throughFastify: boolean;
  #urls: string[] = [];

  private constructor(
    {
      processes = 1,
      delivers = false,
      receiving,
      execArgv = [],
      sameAccount = false,
      throughFastify = false,
    }: DoorOptions,
    postgres: Postgres | undefined,
  ) {
    this.#servers = Array.from({ length: processes }, () => new Child('./answering.ts', { execArgv }));
    this.#postgres = postgres;
    this.#receiving = receiving;
    this.#delivers = delivers;
    this.#sameAccount = sameAccount;
    this.#throughFastify = throughFastify;
  }

  static async open(options: DoorOptions): Promise<Door> {
    const { what, engine, delivers, receiving } = options;
    const postgres = engine === 'postgres' ? await startPostgres({ durable: true }) : undefined;
    const databaseUrl = (await postgres?.createDatabase()) ?? null;
    const door = new Door(options, postgres);
    const receiver = `${receiving.url}/door`;
    for (const server of door.#servers) {
      const { url } = await server.request<{ url: string }>({ what, databaseUrl, receiver });
      door.#urls.push(url);
    }
    if (what === 'winkwire' && delivers) await addEndpoint(door.#urls[0]!, receiver);
    return door;
  }

  /** Publishes as fast as the server accepts, from a number of connections. */
  async pass(clients: number, count: number): Promise<Passage> {
    const before = await this.#cpu();
    const { published, lastAt } = await this.#publish({ clients, count });
    const cpu = (await this.#cpu()) - before;
    return { perSecond: (count / (lastAt - published.startedAt)) * 1000, cpu: (cpu / count) * 1000 };
  }

  /** How long each event took at a steady rate from its request to its receipt, in ms, the shortest first. */
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
    await this.#postgres?.[Symbol.asyncDispose]();
  }

  async #publish(task: Omit<PublishingTask, 'urls'>): Promise<{ published: Publishing; lastAt: number }> {
    await this.#receiving.reset();
    const clients = Math.ceil(task.clients / this.#urls.length);
    const publishing = this.#clients.request<Publishing>({
      ...task,
      clients,
      urls: this.#urls,
      sameAccount: this.#sameAccount,
      throughFastify: this.#throughFastify,
    });
    const arrived = this.#delivers ? this.#receiving.count(task.count) : undefined;
    const published = await publishing;
    return { published, lastAt: (await arrived) ?? published.acceptedAt };
  }

  async #cpu(): Promise<number> {
    const each = this.#servers.map((server) => server.request<{ cpu: number }>({ kind: 'cpu' }));
    const database = this.#postgres ? cpuOfTree(this.#postgres.pid) : 0;
    return (await Promise.all(each)).reduce((sum, { cpu }) => sum + cpu, database);
  }
}

async function addEndpoint(server: string, url: string): Promise<void> {
  const response = await fetch(`${server}/v1/webhooks`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${btoa('bench:bench secret')}`,
    },
    body: JSON.stringify({ name: 'n', url, eventTypes: ['ALL_EVENTS'], secret: 'secret' }),
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
}
