import type { Caller } from '../platform/caller.ts';
import type { Queries } from '../store/store.ts';

export interface TemplateRow {
  id: string;
  tenant_id: string;
  mode: string;
  name: string;
  /** JSON without the id and name. */
  content: string;
  created_at: number;
  updated_at: number;
}

export class TemplateTable {
  readonly #table: string;

  constructor(table: 'invite_templates' | 'wink_templates') {
    this.#table = table;
  }

  async add(queries: Queries, row: TemplateRow): Promise<void> {
    await queries.run(
      `insert into ${this.#table} (id, tenant_id, mode, name, content, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [row.id, row.tenant_id, row.mode, row.name, row.content, row.created_at, row.updated_at],
    );
  }

  find(queries: Queries, owner: Caller, id: string): Promise<TemplateRow | undefined> {
    return queries.get<TemplateRow>(
      `select * from ${this.#table} where tenant_id = $1 and mode = $2 and id = $3`,
      [owner.tenantId, owner.mode, id],
    );
  }

  async change(
    queries: Queries,
    owner: Caller,
    change: Pick<TemplateRow, 'id' | 'name' | 'content' | 'updated_at'>,
  ): Promise<boolean> {
    const changed = await queries.run(
      `update ${this.#table} set name = $1, content = $2, updated_at = $3
       where tenant_id = $4 and mode = $5 and id = $6`,
      [change.name, change.content, change.updated_at, owner.tenantId, owner.mode, change.id],
    );
    return changed > 0;
  }

  async remove(queries: Queries, owner: Caller, id: string): Promise<boolean> {
    const removed = await queries.run(
      `delete from ${this.#table} where tenant_id = $1 and mode = $2 and id = $3`,
      [owner.tenantId, owner.mode, id],
    );
    return removed > 0;
  }
}
