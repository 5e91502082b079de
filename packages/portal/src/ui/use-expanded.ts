import { useCallback, useState } from 'preact/hooks';

/** The lists that were expanded lately, by their key. */
const kept = new Map<string, { key: string }>();
const maxKept = 10;

type Change<List> = List | undefined | ((now: List | undefined) => List | undefined);

/**
 * State of a list that the back button brings back. The entry of the browser's history is marked, so that a link to the
 * same list begins with its first page.
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

/** Called when a list grows: the address at this moment is that of the list. */
export function markExpanded(key: string): void {
  history.replaceState({ ...history.state, expanded: key }, '');
}
