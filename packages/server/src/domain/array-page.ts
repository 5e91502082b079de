import type { Page } from '@winkwire/contract/schema/envelope';
import { openCursor, sealCursor } from './cursor.ts';
import { defaultPageSize, type ListQuery } from './listing.ts';

/** Returns one page of a list that is defined in code. On later pages, the filters come from the cursor. */
export function pageOfArray<Item extends object>(
  list: { name: string; items: readonly Item[]; idOf(item: Item): string; filters: readonly string[] },
  query: ListQuery,
  select: (filters: Record<string, string>, items: readonly Item[]) => readonly Item[],
): Page<Item> {
  const start =
    query.cursor === undefined
      ? undefined
      : openCursor(query.cursor, { list: list.name, names: list.filters });
  const filters = start?.filters ?? given(query, list.filters);
  const selected = select(filters, list.items);
  const from = start ? selected.findIndex((item) => list.idOf(item) === start.after[1]) + 1 : 0;
  const items = selected.slice(from, from + (query.size ?? defaultPageSize));
  const last = items.at(-1);
  const more = last !== undefined && from + items.length < selected.length;
  return {
    nextCursor: more ? sealCursor({ list: list.name, filters, after: [0, list.idOf(last)] }) : null,
    items: [...items],
  };
}

function given(query: ListQuery, names: readonly string[]): Record<string, string> {
  const present = names.filter((name) => query[name] !== undefined);
  return Object.fromEntries(present.map((name) => [name, String(query[name])]));
}
