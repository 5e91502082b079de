import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { waitFor } from '../wait-for.ts';

export interface VersionOptions {
  folder: string;
  port: number;
  databaseUrl: string;
  dataDir: string;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A server of one version, started as an operator starts it. */
export class VersionProcess {
  readonly #options: VersionOptions;
  readonly #child: ChildProcess;
  #output = '';

  private constructor(options: VersionOptions) {
    this.#options = options;
    const main = join(options.folder, 'packages/cli/src/main.ts');
    this.#child = spawn(process.execPath, [main, 'serve'], {
      cwd: options.folder,
      env: {
        PATH: process.env.PATH,
        PORT: `${options.port}`,
        WINKWIRE_DATABASE_URL: options.databaseUrl,
        WINKWIRE_DATA_DIR: options.dataDir,
        WINKWIRE_ENCRYPTION_KEY: 'ab'.repeat(32),
        WINKWIRE_SANDBOX_KEY: 'sandbox',
        WINKWIRE_SANDBOX_SECRET: 'a sandbox secret',
        WINKWIRE_PRODUCTION_KEY: 'production',
        WINKWIRE_PRODUCTION_SECRET: 'a production secret',
        WINKWIRE_RATE_LIMIT: '0',
        WINKWIRE_CONNECTION_LIMIT: '0',
        WINKWIRE_WEBHOOK_ALLOW: '127.0.0.0/8',
        WINKWIRE_WEBHOOK_HTTP: 'loopback',
        WINKWIRE_SHUTDOWN_DELAY: '2000',
        WINKWIRE_LOG_LEVEL: 'warn',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(this.#child);
    this.#child.once('exit', () => running.delete(this.#child));
    const keep = (chunk: Buffer) => {
      this.#output += chunk;
    };
    this.#child.stdout?.on('data', keep);
    this.#child.stderr?.on('data', keep);
  }

  /** Resolves when the process is ready. Rejects with its output if it ends before that. */
  static async start(options: VersionOptions): Promise<VersionProcess> {
    const started = new VersionProcess(options);
    const missing = () => `The server did not start:\n${started.#output}`;
    const query = async () => {
      if (await started.isReady()) return started;
      if (started.#hasEnded) throw new Error(missing());
      return undefined;
    };
    return waitFor(query, { limitMs: 120_000, everyMs: 100, missing });
  }

  get port(): number {
    return this.#options.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get output(): string {
    return this.#output;
  }

  isReady(): Promise<boolean> {
    return fetch(`${this.url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  async stop(): Promise<void> {
    if (this.#hasEnded) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await exited;
  }

  async kill(): Promise<void> {
    if (this.#hasEnded) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }

  /** A process that a signal has ended has no exit code. */
  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}
