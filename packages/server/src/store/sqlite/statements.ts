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
      // Searches build SQL from their filters, so the set is finite. The limit protects against a mistake that makes
      // it grow forever.
      if (this.#prepared.size >= 1000) this.#prepared.clear();
      this.#prepared.set(sql, statement);
    }
    return statement;
  }
}
