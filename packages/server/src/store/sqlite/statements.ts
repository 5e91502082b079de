import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Prepares each SQL text once, with `$1` turned into SQLite's `?1`. */
export class Statements {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  of(sql: string): StatementSync {
    let statement = this.#prepared.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql.replace(/\$(\d+)/g, '?$1'));
      // There are normally few SQL texts. If a mistake creates more and more of them, this check limits their memory.
      if (this.#prepared.size >= 1000) this.#prepared.clear();
      this.#prepared.set(sql, statement);
    }
    return statement;
  }
}
