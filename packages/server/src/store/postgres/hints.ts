import pg, { type Pool } from 'pg';
import type { Hint } from '../store.ts';
import { connectionConfig } from './connection.ts';

const channel = 'winkwire_hints';
/**
 * Hints are collected for this many ms before they are sent. PostgreSQL commits transactions with NOTIFY one after the
 * other, so there should be few of them.
 */
const gatherMs = 5;
/** The most hints in one NOTIFY. The payload of a NOTIFY must be shorter than 8,000 bytes. */
const hintsAtOnce = 60;
const reconnectMs = 1000;

export interface HintsOptions {
  url: string;
  pool: Pool;
  /**
   * The id of this process. The database sends a process its own hints too, and the process recognizes them by this id
   * and ignores them.
   */
  processId: string;
}

/**
 * Sends hints to other processes with NOTIFY, and receives theirs with LISTEN. A hint only shortens a wait. Processes
 * also poll, so they work without hints.
 */
export class Hints {
  readonly #url: string;
  readonly #pool: Pool;
  readonly #processId: string;
  readonly #listeners: ((hint: Hint) => void)[] = [];
  readonly #waiting = new Map<string, Hint>();
  #client: pg.Client | undefined;
  #closed = false;

  private constructor({ url, pool, processId }: HintsOptions) {
    this.#url = url;
    this.#pool = pool;
    this.#processId = processId;
  }

  static async listen(options: HintsOptions): Promise<Hints> {
    const hints = new Hints(options);
    await hints.#connect();
    return hints;
  }

  give(hint: Hint): void {
    this.#notify(hint);
    if (this.#waiting.size === 0) setTimeout(() => void this.#send(), gatherMs).unref();
    this.#waiting.set(`${hint.about} ${hint.webhookId}`, hint);
  }

  onHint(listener: (hint: Hint) => void): void {
    this.#listeners.push(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#send();
    await this.#client?.end().catch(() => {});
  }

  #notify(hint: Hint): void {
    for (const listener of this.#listeners) listener(hint);
  }

  async #send(): Promise<void> {
    const hints = [...this.#waiting.values()];
    this.#waiting.clear();
    for (let at = 0; at < hints.length; at += hintsAtOnce) {
      const payload = JSON.stringify([this.#processId, ...hints.slice(at, at + hintsAtOnce).map(pack)]);
      await this.#pool.query('select pg_notify($1, $2)', [channel, payload]).catch(() => {});
    }
  }

  async #connect(): Promise<void> {
    const client = new pg.Client(connectionConfig(this.#url));
    this.#client = client;
    client.on('notification', ({ payload }) => this.#hear(payload ?? '[]'));
    client.on('error', () => this.#reconnect(client));
    client.on('end', () => this.#reconnect(client));
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
    } catch {
      this.#reconnect(client);
    }
  }

  #reconnect(client: pg.Client): void {
    if (this.#closed || this.#client !== client) return;
    this.#client = undefined;
    void client.end().catch(() => {});
    setTimeout(() => void this.#connect(), reconnectMs).unref();
  }

  #hear(payload: string): void {
    const [from, ...hints] = unpack(payload);
    if (from === this.#processId) return;
    for (const [tenantId, webhookId, about] of hints) this.#notify({ tenantId, webhookId, about });
  }
}

type Packed = [tenantId: string, webhookId: string, about: Hint['about']];
const pack = ({ tenantId, webhookId, about }: Hint): Packed => [tenantId, webhookId, about];

const isPacked = (value: unknown): value is Packed =>
  Array.isArray(value) && value.length === 3 && value.every((part) => typeof part === 'string');

/** Anyone who may use the database can send a NOTIFY, so a malformed payload is ignored. */
function unpack(payload: string): [from?: string, ...hints: Packed[]] {
  try {
    const [from, ...hints] = JSON.parse(payload);
    return [from, ...hints.filter(isPacked)];
  } catch {
    return [];
  }
}
