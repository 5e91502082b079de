import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation } from '../../api/operation.ts';
import { routes } from '../../api/routes.ts';
import { type Engine, startEngine } from '../../store/testing/engines.ts';
import { ownEverything } from '../own-everything.ts';
import { production, sandbox, startTestServer, type TestServer } from '../test-server.ts';
import { growingIds } from './growing-ids.ts';
import { isTwin, KnownThings, type Twin } from './known-things.ts';
import { type Plan, planRequest } from './plan-request.ts';
import { Random } from './random.ts';
import { SameResponse } from './same-response.ts';

export interface Comparison {
  requests: number;
  /** Each text begins with the number of the request, or with `preparation`. */
  differences: string[];
  faults: string[];
  /** How often each operation returned each status on SQLite. */
  statuses: Map<string, Map<number, number>>;
}

interface ServerResponse {
  status: number;
  body: unknown;
}

/** Leaves out long polls, bodies other than JSON, and the internal operations. */
const isComparable = ({ consumes, internal, path, waits }: Operation): boolean =>
  !waits && consumes === undefined && !(internal && /^\/(portal|sandbox|connect|assets)/.test(path));

export const comparedOperations = routes.filter(isComparable);

/**
 * Compares the responses of both engines to the same requests, which `seed` determines. Nothing is delivered during the
 * comparison, because attempts depend on time.
 */
export async function compareEngines({
  seed,
  requests,
}: {
  seed: number;
  requests: number;
}): Promise<Comparison> {
  await using sqlite = await startEngine('sqlite');
  await using postgres = await startEngine('postgres', { language: 'en-US' });
  await using one = await startOn(sqlite);
  await using other = await startOn(postgres);
  using _ids = growingIds();
  const run = new Run([one, other], seed);
  await run.prepare();
  for (let number = 1; number <= requests; number++) await run.step(number);
  return run.comparison;
}

async function startOn(engine: Engine): Promise<TestServer> {
  const place = await engine.place();
  return startTestServer({
    roles: ['api'],
    companyName: 'Lender',
    webhooksLimit: 10_000,
    databaseUrl: place.config.databaseUrl,
    encryptionKey: 'ab'.repeat(32),
  } as Parameters<typeof startTestServer>[0]);
}

class Run {
  readonly #servers: readonly [TestServer, TestServer];
  readonly #random: Random;
  readonly #known = new KnownThings();
  readonly #same: SameResponse;
  readonly comparison: Comparison = { requests: 0, differences: [], faults: [], statuses: new Map() };

  constructor(servers: readonly [TestServer, TestServer], seed: number) {
    this.#servers = servers;
    this.#random = new Random(seed);
    this.#same = new SameResponse([servers[0].url, servers[1].url]);
  }

  /** Creates one resource of each kind on both servers, and compares the lists of all kinds. */
  async prepare(): Promise<void> {
    const [mine, others] = await this.#each((server) => ownEverything(server));
    for (const [list, id] of Object.entries(mine!)) {
      if (others![list]) this.#known.add(list, [id, others![list]]);
    }
    await this.#each(quiet);
    for (const operation of comparedOperations) {
      if (operation.method === 'GET' && operation.access === 'key' && !operation.path.includes(':')) {
        await this.#compare('preparation', plain(operation));
      }
    }
    await this.#openSession();
  }

  async step(number: number): Promise<void> {
    if (number % 15 === 0) await this.#openSession();
    const operation = this.#random.pick(comparedOperations);
    await this.#compare(`request ${number}`, planRequest(operation, this.#random, this.#known));
    if (operation.method !== 'GET') await this.#each(quiet);
  }

  async #compare(name: string, plan: Plan): Promise<void> {
    const { comparison } = this;
    comparison.requests++;
    const [one, other] = (await this.#each((server, index) => send(server, plan, index))) as [
      ServerResponse,
      ServerResponse,
    ];
    const counts = comparison.statuses.get(plan.operation.id) ?? new Map<number, number>();
    counts.set(one.status, (counts.get(one.status) ?? 0) + 1);
    comparison.statuses.set(plan.operation.id, counts);
    const request = `${name}, ${plan.operation.id} ${addressOf(plan, 0)} ${JSON.stringify(plan.body)?.slice(0, 400)}`;
    for (const { status, body } of [one, other]) {
      if (status === 500) comparison.faults.push(`${request}: ${JSON.stringify(body)}`);
    }
    const difference = this.#same.difference(one, other);
    if (difference) comparison.differences.push(`${request}: ${difference}`);
    else this.#learn(plan, one.body, other.body);
  }

  /** Remembers the two ids of a thing, so that later requests use the right id on each server. */
  #learn({ operation }: Plan, one: unknown, other: unknown): void {
    const [a, b] = [one, other].map((body) => (body as { data?: Record<string, unknown> } | null)?.data);
    if (!a || !b) return;
    const list = operation.path
      .split('/')
      .filter((part) => part && !part.startsWith(':'))
      .at(-1)!;
    const pair = (
      [name, field]: [string, string],
      from: Record<string, unknown>,
      to: Record<string, unknown>,
    ) => {
      const names = [from[field], to[field]];
      if (names.every((one) => typeof one === 'string')) this.#known.add(name, names as [string, string]);
    };
    pair([list, 'id'], a, b);
    pair([list, 'key'], a, b);
    pair(['cursors', 'nextCursor'], a, b);
    if (Array.isArray(a.items)) {
      for (const [index, item] of (a.items as Record<string, unknown>[]).entries()) {
        pair([list, 'id'], item, (b.items as Record<string, unknown>[])[index]!);
      }
    }
    const inside = (name: string) => [a[name], b[name]] as (Record<string, unknown> | undefined)[];
    for (const [inner, innerList, field] of [
      ['user', 'users', 'id'],
      ['token', 'linkTokens', 'accessToken'],
    ] as const) {
      const [from, to] = inside(inner);
      if (from && to) pair([innerList, field], from, to);
    }
  }

  async #openSession(): Promise<void> {
    const tokens = await this.#each(async (server) => {
      const made = await server.call('/v1/users', { method: 'POST', body: {} });
      const opened = await server.call('/widget/api/sessions', {
        method: 'POST',
        as: null,
        body: {
          userToken: made.body.data.token.accessToken,
          hostOrigin: 'https://lender.example',
          options: {},
        },
      });
      // `data` is null if the server refused the session, because `hostOrigin` is not registered.
      return opened.body.data as { sessionToken: string; sessionId: string } | null;
    });
    if (!tokens[0] || !tokens[1]) return;
    this.#known.add('sessionTokens', [tokens[0].sessionToken, tokens[1].sessionToken]);
    this.#known.add('sessions', [tokens[0].sessionId, tokens[1].sessionId]);
  }

  #each<Result>(work: (server: TestServer, index: 0 | 1) => Promise<Result>): Promise<Result[]> {
    return Promise.all(this.#servers.map((server, index) => work(server, index as 0 | 1)));
  }
}

const plain = (operation: Operation): Plan => ({
  operation,
  path: operation.path.split('/'),
  query: [],
  body: undefined,
  caller: 'sandbox',
  contentType: undefined,
});

/** Waits at most ten seconds for linking and reading, which continue after the response that started them. */
async function quiet({ services: { store } }: TestServer): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const rows = await store.all(
      `select 1 as busy from linking_runs where phase <> 'WAITING' union all select 1 from archives where status = 'STARTED' limit 1`,
    );
    if (rows.length === 0) return;
    await sleep(25);
  }
}

async function send(server: TestServer, plan: Plan, index: 0 | 1): Promise<ServerResponse> {
  const { body, caller, contentType, operation } = plan;
  const authorization =
    caller === 'nobody'
      ? undefined
      : isTwin(caller)
        ? `Bearer ${caller.names[index]}`
        : basic(caller === 'sandbox' ? sandbox : production);
  const response = await fetch(`${server.url}${addressOf(plan, index)}`, {
    method: operation.method,
    headers: {
      ...(authorization && operation.access !== 'public' ? { authorization } : {}),
      ...(body !== undefined && contentType ? { 'content-type': contentType } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(nameIn(body, index)) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, body: isJson ? JSON.parse(text) : text.length };
}

const basic = ({ key, secret }: { key: string; secret: string }): string =>
  `Basic ${btoa(`${key}:${secret}`)}`;

const nameOf = (part: string | Twin, index: 0 | 1): string => (isTwin(part) ? part.names[index] : part);

function addressOf({ path, query }: Plan, index: 0 | 1): string {
  const search = query.map(([name, value]) => {
    const named = nameIn(value, index);
    const text = typeof named === 'string' ? named : (JSON.stringify(named) ?? '');
    return `${encodeURIComponent(name)}=${encodeURIComponent(text.toWellFormed())}`;
  });
  const address = path.map((part) => nameOf(part, index)).join('/');
  return search.length === 0 ? address : `${address}?${search.join('&')}`;
}

/** Replaces each `Twin` by its id on the server with this index. */
function nameIn(value: unknown, index: 0 | 1): unknown {
  if (isTwin(value)) return value.names[index];
  if (Array.isArray(value)) return value.map((part) => nameIn(part, index));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, nameIn(part, index)]));
}
