import pg, { type ClientConfig } from 'pg';
import { pause } from '../../platform/deadline.ts';
import { NoPrimary } from '../../platform/no-primary.ts';
import { nodeUrls } from '../../platform/node-urls.ts';
import { examineNode, type NodeReport } from './examine-node.ts';

const searchAgainMs = 500;

/**
 * The nodes of a database. Every connection leads to the node that accepts writes, or to a standby if the caller
 * permits that. When the connected node fails or becomes read-only, all nodes are examined to find the primary. When
 * another node has become the primary, all connections to the old one are closed at once. Statements on them then fail,
 * instead of waiting for a machine that may never respond.
 */
export class Nodes {
  readonly #urls: readonly string[];
  readonly #clients = new Set<NodeClient>();
  #url: string;
  #timeline: number;
  #isSearching = false;
  readonly #stop = new AbortController();
  /**
   * Called when another node has been found to be the primary, before a connection to it is opened. Also called
   * when the connection for LISTEN was lost and opened again, because a proxy may have led it to another node.
   */
  onMoved = (): void => {};
  /** Called when a connection was lost or the database seems to have failed, even if the database has only one node. */
  onDoubt = (): void => {};
  /** The class of all clients, including those of the pools. */
  readonly Client: new (
    config?: ClientConfig,
  ) => NodeClient;

  private constructor(urls: readonly string[], primary: Pick<NodeReport, 'url' | 'timeline'>) {
    this.#urls = urls;
    this.#url = primary.url;
    this.#timeline = primary.timeline;
    const nodes = this;
    this.Client = class extends NodeClient {
      constructor(config: ClientConfig = {}) {
        super({ ...config, connectionString: nodes.#url });
        nodes.#clients.add(this);
        this.once('end', () => nodes.#clients.delete(this));
      }
    };
  }

  /**
   * Finds the primary, unless there is only one node. With `orReadOnly`, a standby is accepted if there is no
   * primary. Throws ConfigError, NoPrimary, or the error of a node.
   */
  static async find(url: string, { orReadOnly = false } = {}): Promise<Nodes> {
    const urls = nodeUrls(url);
    const [only] = urls;
    if (only !== undefined && urls.length === 1) return new Nodes(urls, { url: only, timeline: 0 });
    const reports = await Promise.all(urls.map(examineNode));
    const found = primaryOf(reports) ?? (orReadOnly && reports.find(({ state }) => state === 'read-only'));
    if (!found) throw NoPrimary.because(reports);
    return new Nodes(urls, found);
  }

  get areSeveral(): boolean {
    return this.#urls.length > 1;
  }

  /**
   * Call this with an error that shows that the database has failed. If the database has several nodes, a
   * search for the primary starts.
   */
  doubt({ code }: Error & { code?: string }): void {
    this.onDoubt();
    // 25006 means that the node is read-only: it may have become a standby. All connections to it are closed now,
    // because each of them would otherwise fail once.
    if (code === '25006') this.#leave(this.#url);
    if (!this.areSeveral || this.#isSearching || this.#stop.signal.aborted) return;
    this.#isSearching = true;
    void this.#search().finally(() => {
      this.#isSearching = false;
    });
  }

  close(): void {
    this.#stop.abort();
  }

  async #search(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const primary = primaryOf(await Promise.all(this.#urls.map((url) => this.#examine(url))));
      if (primary) this.#moveTo(primary);
      await pause(searchAgainMs, this.#stop.signal);
      if (primary) return;
    }
  }

  async #examine(url: string): Promise<NodeReport> {
    const report = await examineNode(url);
    // The timeline of this node is newer than that of the last primary, so this node has just been promoted. No node
    // can have a newer one, so the reports of the other nodes are not awaited.
    if (report.state === 'writable' && report.timeline > this.#timeline) this.#moveTo(report);
    return report;
  }

  #moveTo({ url, timeline }: NodeReport): void {
    const old = this.#url;
    this.#url = url;
    this.#timeline = timeline;
    if (url === old) return;
    this.#leave(old);
    this.onMoved();
  }

  #leave(url: string): void {
    for (const client of this.#clients) if (client.url === url) client.abandon();
  }
}

const primaryOf = (reports: readonly NodeReport[]): NodeReport | undefined =>
  reports
    .filter(({ state }) => state === 'writable')
    .toSorted((one, other) => other.timeline - one.timeline)[0];

class NodeClient extends pg.Client {
  readonly url: string;
  /**
   * Whether PostgreSQL has confirmed a commit that no synchronous standby has confirmed. When somebody cancels the wait
   * for the standby, PostgreSQL confirms the commit and sends a warning. A failover could lose the commit.
   */
  isUnreplicated = false;

  constructor(config: ClientConfig & { connectionString: string }) {
    super(config);
    this.url = config.connectionString;
    // The query that fails reports the error, so it is ignored here. Without a listener, the error would end the
    // process.
    this.on('error', () => {});
    // The warning names a file of PostgreSQL's source code, and is recognized by this name. The text of the warning
    // depends on the language of the database.
    this.on('notice', ({ file }) => {
      if (file === 'syncrep.c') this.isUnreplicated = true;
    });
  }

  /** Closes the connection without informing the server, which might not respond. */
  abandon(): void {
    const { connection } = this as unknown as { connection: { stream: { destroy(): void } } };
    connection.stream.destroy();
  }
}
