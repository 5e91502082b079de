import type { Client, Pool } from 'pg';
import { NoPrimary } from '../../platform/no-primary.ts';
import type { Hint } from '../store.ts';
import { connectionConfig } from './connection.ts';
import type { Nodes } from './nodes.ts';
import { standbyWaitMs, type WriteGate } from './write-gate.ts';

const channel = 'winkwire_hints';
/**
 * Hints are collected for this many ms and then sent together. PostgreSQL commits transactions with a NOTIFY one at a
 * time, so many of them would be slow.
 */
const gatherMs = 5;
/** The payload of a NOTIFY must be shorter than 8,000 bytes. */
const hintsAtOnce = 50;
const reconnectMs = 1000;
/** How often a query examines whether the database still accepts writes, in ms. */
const watchMs = 2000;
/** A commit normally waits a few ms for a standby. Only waits longer than `standbyWaitMs` count. */
const examination = `select current_setting('transaction_read_only') as "readOnly", exists (
    select from pg_stat_activity where datname = current_database() and wait_event = 'SyncRep'
    and state_change < clock_timestamp() - interval '${standbyWaitMs} ms') as "commitsWait"`;

export interface HintsOptions {
  nodes: Nodes;
  pool: Pool;
  gate: WriteGate;
  /**
   * The id of this process. The database also sends a process its own hints, and the process recognises them by this
   * id.
   */
  processId: string;
}

/** Sends hints with NOTIFY and receives them with LISTEN. Processes also poll, so a lost hint only costs time. */
export class Hints {
  readonly #nodes: Nodes;
  readonly #pool: Pool;
  readonly #gate: WriteGate;
  readonly #processId: string;
  readonly #listeners: ((hint: Hint) => void)[] = [];
  readonly #waiting = new Map<string, Hint>();
  #client: Client | undefined;
  #watch: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;
  #wasConnected = false;

  private constructor({ nodes, pool, gate, processId }: HintsOptions) {
    this.#nodes = nodes;
    this.#pool = pool;
    this.#gate = gate;
    this.#processId = processId;
  }

  static async listen(options: HintsOptions): Promise<Hints> {
    const hints = new Hints(options);
    await hints.#connect();
    hints.#watch = setInterval(() => void hints.#examine(), watchMs).unref();
    return hints;
  }

  give(hint: Hint): void {
    this.#notify(hint);
    if (this.#waiting.size === 0) setTimeout(() => void this.#send(), gatherMs).unref();
    const key = `${hint.about} ${hint.webhookId}`;
    const earlier = this.#waiting.get(key)?.head ?? 0;
    this.#waiting.set(
      key,
      hint.head !== undefined && hint.head < earlier ? { ...hint, head: earlier } : hint,
    );
  }

  onHint(listener: (hint: Hint) => void): void {
    this.#listeners.push(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#watch);
    clearTimeout(this.#retry);
    await this.#send();
    await this.#client?.end().catch(() => {});
  }

  #notify(hint: Hint): void {
    for (const listener of this.#listeners) listener(hint);
  }

  async #send(): Promise<void> {
    const hints = [...this.#waiting.values()];
    this.#waiting.clear();
    // A NOTIFY is a write too, so none is sent while writes are refused.
    if (this.#gate.isClosed) return;
    for (let at = 0; at < hints.length; at += hintsAtOnce) {
      const payload = pack(this.#processId, hints.slice(at, at + hintsAtOnce));
      await this.#pool.query('select pg_notify($1, $2)', [channel, payload]).catch(() => {});
    }
  }

  async #connect(): Promise<void> {
    const client = new this.#nodes.Client(connectionConfig);
    this.#client = client;
    client.on('notification', ({ payload }) => this.#hear(payload ?? '[]'));
    client.on('error', () => this.#reconnect(client));
    client.on('end', () => this.#reconnect(client));
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
      // A proxy may have moved this address to another primary while LISTEN was interrupted.
      if (this.#wasConnected) this.#nodes.onMoved();
      this.#wasConnected = true;
      await this.#examine();
    } catch {
      this.#reconnect(client);
    }
  }

  /** Notices a failed node, or commits that wait for a standby, even while this process writes nothing. */
  async #examine(): Promise<void> {
    const client = this.#client;
    if (!client || this.#closed) return;
    const asked = { text: examination, query_timeout: watchMs };
    try {
      const { rows } = await client.query<{ readOnly: string; commitsWait: boolean }>(asked);
      this.#gate.isClosed = rows[0]?.commitsWait === true;
      if (this.#nodes.areSeveral && rows[0]?.readOnly !== 'off') this.#nodes.doubt(new NoPrimary([]));
    } catch (error) {
      if (!this.#closed) this.#nodes.doubt(error as Error);
    }
  }

  #reconnect(client: Client): void {
    if (this.#closed || this.#client !== client) return;
    this.#client = undefined;
    this.#nodes.onDoubt();
    void client.end().catch(() => {});
    this.#retry = setTimeout(() => void this.#connect(), reconnectMs).unref();
  }

  #hear(payload: string): void {
    const { from, hints } = unpack(payload);
    if (from === this.#processId) return;
    for (const hint of hints) this.#notify(hint);
  }
}

type Packed = [tenantId: string, webhookId: string, about: Hint['about']];

/**
 * `[from, [tenantId, webhookId, about], ..., [head, ...]]`. The heads come last, in the order of the hints, because
 * earlier versions ignore everything that is not a list of three texts. 0 stands for a hint without a head.
 */
function pack(from: string, hints: readonly Hint[]): string {
  const packed = hints.map(({ tenantId, webhookId, about }): Packed => [tenantId, webhookId, about]);
  return JSON.stringify([from, ...packed, hints.map(({ head = 0 }) => head)]);
}

const isPacked = (value: unknown): value is Packed =>
  Array.isArray(value) && value.length === 3 && value.every((part) => typeof part === 'string');

/** Anyone who may use the database can send a NOTIFY, so a malformed payload is ignored. */
function unpack(payload: string): { from?: unknown; hints: Hint[] } {
  try {
    const [from, ...items] = JSON.parse(payload);
    const heads: unknown = items.at(-1);
    const hints = items.filter(isPacked).map(([tenantId, webhookId, about]: Packed, index: number) => {
      const head = Array.isArray(heads) && heads[index];
      return { tenantId, webhookId, about, ...(Number.isSafeInteger(head) && head > 0 && { head }) };
    });
    return { from, hints };
  } catch {
    return { hints: [] };
  }
}
