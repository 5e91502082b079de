import { useCallback, useState } from 'preact/hooks';

/**
 * The ten expanded lists that changed most recently, keyed by the key of the list. A list becomes expanded when a page
 * after its first page is requested.
 */
const kept = new Map<string, { key: string }>();
const maxKept = 10;

type Change<List> = List | undefined | ((now: List | undefined) => List | undefined);

/**
 * The state of an expanded list. It is kept for the entry of the browser's history that `markExpanded` has marked, so
 * the back button shows the expanded list again. A link to the same list creates an unmarked entry. Such an entry shows
 * only the first page.
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
 * Marks the current entry of the browser's history as the entry of this list. Call this before further items of the
 * list are loaded. Later, the reader may have gone to another address, and the entry of that address would be marked.
 */
export function markExpanded(key: string): void {
  history.replaceState({ ...history.state, expanded: key }, '');
}
