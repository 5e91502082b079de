import type { Page } from '@winkwire/contract/schema/envelope';

/** Tells items apart, also in answers to different requests. */
export type KeyOf<Item> = (item: Item) => string | number;

/** A page after those before it, each item once. */
export function joinPages<Item>(before: readonly Item[], page: readonly Item[], keyOf: KeyOf<Item>): Item[] {
  const shown = new Set(before.map(keyOf));
  return [...before, ...page.filter((item) => !shown.has(keyOf(item)))];
}

/** What was loaded, from a first page on. */
export interface Loaded<Item> {
  items: Item[];
  /** More came than a first page holds: what lies above these items nobody asked for. */
  hasGap: boolean;
}

/**
 * What was loaded before, below a newer first page. What that pushed down stays; what is gone from its midst is gone.
 * When they do not join, what was loaded stays as it is. Undefined when nothing is left below the first page.
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
  // A search that stopped early saw nothing of what lies further back.
  const joins = items.length < size && !loaded.hasGap;
  return joins ? { ...loaded, items: [...items, ...loaded.items] } : { ...loaded, hasGap: true };
}

/** The size that a path asks for. */
export const sizeOf = (path: string): number =>
  Number(new URLSearchParams(path.split('?')[1] ?? '').get('size') ?? 10);
