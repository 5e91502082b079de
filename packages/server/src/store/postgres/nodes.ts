import pg, { type ClientConfig } from 'pg';
import { pause } from '../../platform/deadline.ts';
import { NoPrimary } from '../../platform/no-primary.ts';
import { nodeUrls } from '../../platform/node-urls.ts';
import { examineNode, type NodeReport } from './examine-node.ts';

const searchAgainMs = 500;

/**
 * If the connected node fails, all nodes are examined to find the primary. An old primary may never respond, so
 * connections to it are closed at once.
 */
export class Nodes {
  readonly #urls: readonly string[];
  readonly #clients = new Set<NodeClient>();
  #url: string;
  #timeline: number;
  #isSearching = false;
  readonly #stop = new AbortController();
  /**
   * Called before the first connection to a new primary. Also called after LISTEN was interrupted, because a proxy may
   * now lead to another node.
   */
  onMoved = (): void => {};
  /** Called when a connection was lost or the database seems to have failed. */
  onDoubt = (): void => {};
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
   * With `orReadOnly`, a standby is accepted if there is no primary. Throws ConfigError, NoPrimary, or the error of a
   * node.
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

  /** Call this with an error that shows that the database has failed. A search for the primary starts. */
  doubt({ code }: Error & { code?: string }): void {
    this.onDoubt();
    // 25006 means that the node is read-only, so all connections to it are closed.
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
    // A newer timeline means that this node has just been promoted. The reports of the other nodes are not needed.
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
   * Whether somebody has cancelled the wait for a synchronous standby during a commit. A failover could lose this
   * commit.
   */
  isUnreplicated = false;

  constructor(config: ClientConfig & { connectionString: string }) {
    super(config);
    this.url = config.connectionString;
    // The query that fails reports the error. Without a listener, the error would end the process.
    this.on('error', () => {});
    // The warning that a wait for the standby was cancelled is recognized by its source file, because its text depends
    // on the language of the database.
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
