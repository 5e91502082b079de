// biome-ignore-all lint/style/noNonNullAssertion: the key was found in the map before
import type { Page } from '@winkwire/contract/schema/envelope';

/** Identifies an item across responses. */
export type KeyOf<Item> = (item: Item) => string | number;

/** Appends a page; every item appears once. */
export function joinPages<Item>(before: readonly Item[], page: readonly Item[], keyOf: KeyOf<Item>): Item[] {
  const shown = new Set(before.map(keyOf));
  return [...before, ...page.filter((item) => !shown.has(keyOf(item)))];
}

/** The items loaded so far, starting with a first page. */
export interface Loaded<Item> {
  items: Item[];
  /** More items arrived than the first page holds, so those between it and these items were never loaded. */
  hasGap: boolean;
}

/**
 * Puts a newer first page above the items loaded so far. Items that it pushed down stay; items that disappeared from
 * within it are removed. When the two do not overlap, the loaded items stay as they are. Undefined when nothing is left
 * below the first page.
 */
export function continuePages<Item, Before extends Loaded<Item>>(
  { items, nextCursor }: Page<Item>,
  loaded: Before,
  { size, keyOf }: { size: number; keyOf: KeyOf<Item> },
): Before | undefined {
  if (nextCursor === null || (loaded.items.length === 0 && items.length >= size)) return undefined;
  const places = new Map(loaded.items.map((item, place) => [keyOf(item), place]));
  const shared = items.filter((item) => places.has(keyOf(item))).at(-1);
  if (shared !== undefined) {
    const rest = loaded.items.slice(places.get(keyOf(shared))! + 1);
    return { ...loaded, items: [...items, ...rest], hasGap: false };
  }
  // A search that ran out of time has not seen the items further back.
  const joins = items.length < size && !loaded.hasGap;
  return joins ? { ...loaded, items: [...items, ...loaded.items] } : { ...loaded, hasGap: true };
}

/** The page size in a path. */
export const sizeOf = (path: string): number =>
  Number(new URLSearchParams(path.split('?')[1] ?? '').get('size') ?? 10);
