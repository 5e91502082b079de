// biome-ignore-all lint/style/noNonNullAssertion: the key was found in the map before
import type { Page } from '@winkwire/contract/schema/envelope';

/** The same item must have the same key in every response. */
export type KeyOf<Item> = (item: Item) => string | number;

export function joinPages<Item>(before: readonly Item[], page: readonly Item[], keyOf: KeyOf<Item>): Item[] {
  const shown = new Set(before.map(keyOf));
  return [...before, ...page.filter((item) => !shown.has(keyOf(item)))];
}

export interface Loaded<Item> {
  items: Item[];
  /** Whether new items may be missing above `items`. */
  hasGap: boolean;
}

/**
 * Puts a newer first page above the loaded items. If there may be other items between the two, returns only the loaded
 * items, with `hasGap`. Undefined if only the new page can be shown.
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
  // No loaded item is on the new page. If the page is full, there may be more new items than it contains.
  const joins = items.length < size && !loaded.hasGap;
  return joins ? { ...loaded, items: [...items, ...loaded.items] } : { ...loaded, hasGap: true };
}

/** Says that a list of choices is not complete. Such a list has no button for further pages. */
export const incompleteText = (first: Page<unknown> | undefined): string | undefined =>
  first && first.nextCursor !== null ? `Only the first ${first.items.length} are listed.` : undefined;

/** The page size in a path, or 10 if the path has none. */
export const sizeOf = (path: string): number =>
  Number(new URLSearchParams(path.split('?')[1] ?? '').get('size') ?? 10);
