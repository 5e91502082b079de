import { waitFor } from '../wait-for.ts';
import type { VersionProcess } from './version-process.ts';

export const authorization = `Basic ${Buffer.from('sandbox:a sandbox secret').toString('base64')}`;
export const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const publishers = 4;
const probeMs = 200;
/** Each of these users causes other requests too. All users would leave less time for events. */
const visitedEvery = 5;

/** The data of the response to `POST /v1/users`. */
export interface CreatedUser {
  user: { id: string };
  token: { accessToken: string };
}

/** Sends other requests about a user, and returns those that were refused. */
type Visit = (process: VersionProcess, created: CreatedUser) => Promise<string[]>;

/** Creates users with requests to all processes that are ready, like a load balancer. */
export class Load {
  /** Each of these processes gets requests while it is ready. */
  readonly processes = new Set<VersionProcess>();
  /** The ids of the created users. Each creation causes one event. */
  readonly accepted = new Set<string>();
  readonly refused: string[] = [];
  #ready: VersionProcess[] = [];
  #stopped = false;
  #running: Promise<unknown> = Promise.resolve();
  readonly #visit: Visit | undefined;

  constructor(visit?: Visit) {
    this.#visit = visit;
  }

  async start(): Promise<void> {
    const balancing = this.#balance();
    await waitFor(() => this.#ready.length >= this.processes.size, {
      limitMs: 120_000,
      everyMs: 50,
      missing: () => `${this.#ready.length} of ${this.processes.size} processes are ready.`,
    });
    this.#running = Promise.all([balancing, ...Array.from({ length: publishers }, () => this.#publish())]);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #balance(): Promise<void> {
    while (!this.#stopped) {
      const states = await Promise.all(
        [...this.processes].map(async (one) => ((await one.isReady()) ? [one] : [])),
      );
      this.#ready = states.flat();
      await wait(probeMs);
    }
  }

  async #publish(): Promise<void> {
    for (let turn = 0; !this.#stopped; turn++) {
      const target = this.#ready[turn % this.#ready.length];
      const created = target && (await this.createUser(target));
      if (target && created && turn % visitedEvery === 0)
        this.refused.push(...((await this.#visit?.(target, created)) ?? []));
      if (!target) this.refused.push('no process was ready');
      if (!target) await wait(probeMs);
    }
  }

  async createUser(
    { url }: VersionProcess,
    signal: AbortSignal | null = null,
  ): Promise<CreatedUser | undefined> {
    const request = {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: '{}',
      signal,
    };
    try {
      const response = await fetch(`${url}/v1/users`, request);
      const text = await response.text();
      if (response.ok) {
        const { data } = JSON.parse(text) as { data: CreatedUser };
        this.accepted.add(data.user.id);
        return data;
      }
      this.refused.push(`${response.status} ${text}`);
    } catch (error) {
      this.refused.push(String((error as Error).cause ?? error));
    }
    return undefined;
  }
}
