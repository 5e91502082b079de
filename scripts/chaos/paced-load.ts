import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exampleBody } from '@winkwire/contract/events';
import { createdAt } from '../created-at.ts';
import { authorization } from '../upgrade/load.ts';
import type { VersionProcess } from '../upgrade/version-process.ts';
import { waitFor } from '../wait-for.ts';

/** If this many requests are in flight, the next one is not sent. It counts as refused. */
const mostInFlight = 400;
const tickMs = 20;
const { data: example } = exampleBody('USER_CREATED');

/** Publishes at a constant rate, even if earlier events are not accepted yet, and receives the deliveries. */
export class PacedLoad implements Disposable {
  readonly processes = new Set<VersionProcess>();
  readonly accepted = new Set<string>();
  /** The first arrival of each event id, in ms since 1970. */
  readonly received = new Map<string, number>();
  /** For each repeated delivery, the first arrival of its event, in ms since 1970. */
  readonly repeats: number[] = [];
  /** The time from the creation of each event to its arrival, in ms, in the order of arrival. */
  latencies: number[] = [];
  refused = 0;
  perSecond = 0;
  #owed = 0;
  #tickedAt = performance.now();
  #inFlight = 0;
  #turn = 0;
  #users = 0;
  readonly #timer = setInterval(() => this.#tick(), tickMs);
  readonly #receiver = createServer((request, response) => {
    request.resume().once('end', () => {
      this.#note(String(request.headers['webhook-id']));
      response.end();
    });
  }).listen(0, '127.0.0.1');

  async register(): Promise<void> {
    const { port } = this.#receiver.address() as AddressInfo;
    const body = { name: 'all', url: `http://127.0.0.1:${port}/`, eventTypes: ['ALL_EVENTS'], active: true };
    const response = await this.#post('/v1/webhooks', body);
    if (!response.ok) throw new Error(await response.text());
  }

  /**
   * Publishes with eight clients, and returns how many events arrived per second. Throws if some events are missing
   * after a minute.
   */
  async capacity(ms: number): Promise<number> {
    const before = this.received.size;
    const start = performance.now();
    const client = async (): Promise<void> => {
      while (performance.now() - start < ms) await this.publish();
    };
    await Promise.all(Array.from({ length: 8 }, client));
    if (this.accepted.size === 0) throw new Error('The servers accept no events.');
    await waitFor(() => this.lost === 0, {
      limitMs: 60_000,
      everyMs: 10,
      missing: () => `${this.lost} of ${this.accepted.size} accepted events have not arrived.`,
    });
    return ((this.received.size - before) / (performance.now() - start)) * 1000;
  }

  async publish(): Promise<void> {
    this.#inFlight++;
    try {
      // Each event is about another user, so that no event waits for an earlier one.
      const userId = `acme-${(this.#users++).toString(16).padStart(32, '0')}`;
      const response = await this.#post('/v1/events', { type: 'USER_CREATED', data: { ...example, userId } });
      const { data } = (await response.json()) as { data?: { id: string } };
      if (response.ok && data) this.accepted.add(data.id);
      else this.refused++;
    } catch {
      this.refused++;
    } finally {
      this.#inFlight--;
    }
  }

  get lost(): number {
    return [...this.accepted].filter((id) => !this.received.has(id)).length;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    this.#receiver.close();
    this.#receiver.closeAllConnections();
  }

  #note(id: string): void {
    const now = Date.now();
    this.latencies.push(now - createdAt(id));
    const first = this.received.get(id);
    if (first === undefined) this.received.set(id, now);
    else this.repeats.push(first);
  }

  #tick(): void {
    // Counts the events from the elapsed time, because timers are late on a busy machine.
    const now = performance.now();
    this.#owed += (this.perSecond * (now - this.#tickedAt)) / 1000;
    this.#tickedAt = now;
    for (; this.#owed >= 1; this.#owed--) {
      if (this.#inFlight < mostInFlight) void this.publish();
      else this.refused++;
    }
  }

  #post(path: string, body: object): Promise<Response> {
    const all = [...this.processes];
    const url = all[this.#turn++ % all.length]?.url;
    return fetch(`${url}${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }
}
