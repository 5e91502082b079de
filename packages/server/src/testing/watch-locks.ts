import { readFileSync } from 'node:fs';
import type { Store } from '../store/store.ts';

const text = readFileSync(new URL('../../../../ARCHITECTURE.md', import.meta.url), 'utf8');
const [, list = ''] = text.split('<!-- locks -->');
/** A transaction that locks several tables must lock them in this order. Otherwise, transactions could deadlock. */
const lockOrder = [...list.matchAll(/`(\w+)`/g)].map(([, table]) => table as string);

const lockedBy = (sql: string): string | undefined => /^\s*(?:update|delete from) (\w+)/.exec(sql)?.[1];
const insertedBy = (sql: string): string | undefined => /^\s*insert into (\w+)/.exec(sql)?.[1];

/**
 * Watches a store for transactions that lock tables in a wrong order. The tables of each such transaction are added to
 * the returned set.
 */
export function watchLocks(store: Store): ReadonlySet<string> {
  const wrong = new Set<string>();
  const transaction = store.transaction.bind(store);
  store.transaction = async (work) => {
    const locked: string[] = [];
    // The tables into which this transaction has inserted rows. Changes to these tables are not checked, because they
    // probably concern the new rows, which no other transaction sees.
    const inserted = new Set<string>();
    const note = (sql: string) => {
      const table = lockedBy(sql);
      if (table && !locked.includes(table) && !inserted.has(table)) locked.push(table);
      inserted.add(insertedBy(sql) ?? '');
      return sql;
    };
    const result = await transaction((inner) =>
      work({
        append: (event) => inner.append(event),
        all: (sql, parameters) => inner.all(note(sql), parameters),
        get: (sql, parameters) => inner.get(note(sql), parameters),
        run: (sql, parameters) => inner.run(note(sql), parameters),
      }),
    );
    const ranks = locked.map((table) => lockOrder.indexOf(table));
    const isRight = ranks.every((rank, index) => rank > (ranks[index - 1] ?? -1));
    if (locked.length > 1 && !isRight) wrong.add(locked.join(' '));
    return result;
  };
  return wrong;
}
