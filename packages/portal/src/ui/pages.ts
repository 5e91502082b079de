import type { Page } from '@winkwire/contract/schema/envelope';

/** Tells items apart, also in answers to different requests. */
export type KeyOf<Item> = (item: Item) => string | number;

/** A page after those before it, each item once. */
export function joinPages<Item>(before: readonly Item[], page: readonly Item[], keyOf: KeyOf<Item>): Item[] {
  const shown = new Set(before.map(keyOf));
  return [...before, ...page.filter((item) => !shown.has(keyOf(item)))];
}

/**
 * A newer first page with what was loaded before. What it pushed down stays; what is gone from its midst is gone.
 * Undefined when they do not join: nothing is left below it, or so much is new that items lie in between which nobody
 * asked for.
 */
export function continuePages<Item>(
  { items, nextCursor }: Page<Item>,
  loaded: readonly Item[],
  { size, keyOf }: { size: number; keyOf: KeyOf<Item> },
): Item[] | undefined {
  if (nextCursor === null) return undefined;
  const places = new Map(loaded.map((item, place) => [keyOf(item), place]));
  const shared = items.filter((item) => places.has(keyOf(item))).at(-1);
  if (shared !== undefined) return [...items, ...loaded.slice(places.get(keyOf(shared))! + 1)];
  // A search that stopped early saw nothing of what lies further back.
  return items.length < size ? [...items, ...loaded] : undefined;
}

/** The size that a path asks for. */
export const sizeOf = (path: string): number =>
  Number(new URLSearchParams(path.split('?')[1] ?? '').get('size') ?? 10);
