import { useCallback, useState } from 'preact/hooks';

/** The ten lists that changed most recently and show more than their first page. */
const kept = new Map<string, { key: string }>();
const maxKept = 10;

type Change<List> = List | undefined | ((now: List | undefined) => List | undefined);

/**
 * The state of an expanded list. `markExpanded` marks the list's entry in the browser's history. If the reader goes
 * back to this entry, the list is expanded again. A link to the same list shows only its first page.
 */
export function useExpanded<List extends { key: string }>(key: string) {
  const [stored, setStored] = useState<List | undefined>(() => keptAt(key));
  const current = stored?.key === key ? stored : keptAt<List>(key);
  const change = useCallback(
    (next: Change<List>) =>
      setStored((before) => {
        const now = before?.key === key ? before : keptAt<List>(key);
        const list = typeof next === 'function' ? next(now) : next;
        keep(key, list);
        return list;
      }),
    [key],
  );
  return [current, change] as const;
}

const keptAt = <List extends { key: string }>(key: string): List | undefined =>
  history.state?.expanded === key ? (kept.get(key) as List | undefined) : undefined;

function keep(key: string, list: { key: string } | undefined): void {
  kept.delete(key);
  if (list === undefined) return;
  kept.set(key, list);
  if (kept.size > maxKept) for (const oldest of kept.keys()) return void kept.delete(oldest);
}

/**
 * Marks the current entry of the browser's history. Call this before more items are loaded, because the reader may go
 * to another address while they load.
 */
export function markExpanded(key: string): void {
  history.replaceState({ ...history.state, expanded: key }, '');
}
