import type { Mode } from '@winkwire/contract/modes';
import type { Page } from '@winkwire/contract/schema/envelope';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { continueSearch } from '../api/continue-search.ts';
import { ApiFailure } from '../api/request.ts';
import { continuePages, joinPages, type KeyOf, type Loaded, sizeOf } from './pages.ts';
import { markExpanded, useExpanded } from './use-expanded.ts';
import { useNewest } from './use-newest.ts';

interface PagesOptions<Item> {
  mode: Mode;
  path: string;
  first: Page<Item> | undefined;
  keyOf: KeyOf<Item>;
}

interface Below<Item> extends Loaded<Item> {
  key: string;
  nextCursor: string | null;
  /** Whether the last page was not full. If there is a next page too, the server's search ran out of time. */
  isShort: boolean;
}

export function usePages<Item>({ mode, path, first, keyOf }: PagesOptions<Item>) {
  const key = `${mode} ${path}`;
  const size = sizeOf(path);
  const [stored, setStored] = useExpanded<Below<Item>>(key);
  const below = stored?.key === key ? stored : undefined;
  const joined = first && below ? continuePages(first, below, { size, keyOf }) : below;
  const items = joined?.items ?? first?.items ?? [];
  const nextCursor = (joined ?? first)?.nextCursor ?? null;
  const hasGap = joined?.hasGap ?? false;
  const isShort = joined?.isShort ?? items.length < size;
  const loading = useLoading(key);

  useEffect(() => {
    if (!first) return;
    // The loaded items are no longer shown, so the page after them is not needed.
    if (below && !joined) loading.stop();
    setStored((now) => (now?.key === key ? continuePages(first, now, { size, keyOf }) : now));
  }, [first]);

  const append = (page: Page<Item>) =>
    setStored((now) => {
      if (now?.key !== key) return now;
      const items = joinPages(now.items, page.items, keyOf);
      return { ...now, items, nextCursor: page.nextCursor, isShort: page.items.length < size };
    });
  const load = () =>
    loading.run(async (signal) => {
      // Stores the items that are shown now, because the first page may change while the next one is loaded.
      markExpanded(key);
      setStored({ key, items, nextCursor, isShort, hasGap });
      for await (const page of continueSearch<Item>(mode, path, { cursor: nextCursor, signal })) append(page);
    });
  const showNewest = () => {
    loading.stop();
    setStored(undefined);
  };
  const { busy, failure } = loading;
  return {
    items,
    nextCursor,
    isShort,
    hasGap,
    isExpanded: joined !== undefined,
    busy,
    failure,
    load,
    showNewest,
  };
}

export type Pages<Item> = ReturnType<typeof usePages<Item>>;

/** Runs one load at a time. A new load, or a switch to another list, aborts the running load. */
function useLoading(key: string) {
  const [failure, setFailure] = useState<ApiFailure>();
  const [busy, setBusy] = useState(false);
  const begin = useNewest(key);
  const stop = () => {
    setFailure(undefined);
    setBusy(false);
    return begin();
  };
  useLayoutEffect(() => {
    setFailure(undefined);
    setBusy(false);
  }, [key]);

  const run = async (work: (signal: AbortSignal) => Promise<void>) => {
    const signal = stop();
    setBusy(true);
    try {
      await work(signal);
    } catch (cause) {
      if (signal.aborted) return;
      if (!(cause instanceof ApiFailure)) throw cause;
      setFailure(cause);
    } finally {
      if (!signal.aborted) setBusy(false);
    }
  };
  return { busy, failure, run, stop };
}
