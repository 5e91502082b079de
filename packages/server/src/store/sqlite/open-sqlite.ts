import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type RenderedEvent, renderEvent } from '../../pipeline/event-log/render-event.ts';
import type { NewEvent, Queries, Store, Transaction, Value } from '../store.ts';
import { migrateSqlite } from './migrate-sqlite.ts';
import { ThreadClient } from './thread-client.ts';

/** Opens, or makes, `winkwire.sqlite` in `dataDir`. */
export async function openSqlite(dataDir: string): Promise<Store> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'winkwire.sqlite');
  migrateSqlite(file);
  chmodSync(file, 0o600);
  return new SqliteStore(file);
}

class SqliteStore implements Store {
  readonly engine = 'sqlite';
  readonly #writer: ThreadClient;
  readonly #reader: ThreadClient;
  #transactions = 0;

  constructor(file: string) {
    this.#writer = new ThreadClient({ file, role: 'writer' });
    this.#reader = new ThreadClient({ file, role: 'reader' });
  }

  all<Row extends object>(sql: string, parameters: readonly Value[] = []): Promise<Row[]> {
    // `insert ... returning` writes and answers rows; everything else that answers rows only reads.
    const thread = /^\s*(select|with|explain)\b/i.test(sql) ? this.#reader : this.#writer;
    return thread.ask({ kind: 'all', sql, parameters });
  }

  async get<Row extends object>(sql: string, parameters?: readonly Value[]): Promise<Row | undefined> {
    return (await this.all<Row>(sql, parameters))[0];
  }

  run(sql: string, parameters: readonly Value[] = []): Promise<number> {
    return this.#writer.ask({ kind: 'run', sql, parameters });
  }

  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const transaction = ++this.#transactions;
    const events: RenderedEvent[] = [];
    let result: Result;
    try {
      result = await work({ ...this.#queriesOf(transaction), append: (event) => keep(events, event) });
    } catch (error) {
      await this.#writer.ask({ kind: 'rollback', transaction });
      throw error;
    }
    if (events.length === 0) await this.#writer.ask({ kind: 'commit', transaction });
    else await this.#writer.ask({ kind: 'commit', transaction, procedure: 'appendEvents', input: events });
    return result;
  }

  async close(): Promise<void> {
    await this.#writer.close();
    await this.#reader.close();
  }

  #queriesOf(transaction: number): Queries {
    const all = <Row extends object>(sql: string, parameters: readonly Value[] = []): Promise<Row[]> =>
      this.#writer.ask({ kind: 'all', sql, parameters, transaction });
    return {
      all,
      get: async <Row extends object>(sql: string, parameters?: readonly Value[]) =>
        (await all<Row>(sql, parameters))[0],
      run: (sql, parameters = []) => this.#writer.ask({ kind: 'run', sql, parameters, transaction }),
    };
  }
}

function keep(events: RenderedEvent[], event: NewEvent): { id: string; createdAt: string } {
  const rendered = renderEvent(event, Date.now());
  events.push(rendered);
  return { id: rendered.id, createdAt: rendered.createdAt };
}
