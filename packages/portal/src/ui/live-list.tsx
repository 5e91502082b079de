import type { Mode } from '@winkwire/contract/modes';
import type { Page } from '@winkwire/contract/schema/envelope';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useQuery } from '../api/use-query.ts';
import { Button } from './button.tsx';
import type { KeyOf } from './pages.ts';
import { FailureNotice, QueryView } from './states.tsx';
import { type Pages, usePages } from './use-pages.ts';

interface LiveListOptions<Item> {
  mode: Mode;
  path: string;
  seconds: number;
  keyOf: KeyOf<Item>;
}

export function useLiveList<Item>({ mode, path, seconds, keyOf }: LiveListOptions<Item>) {
  const query = useQuery<Page<Item>>(mode, path, seconds);
  const pages = usePages({ mode, path, first: query.data, keyOf });
  return { query, pages, items: pages.items, hasMore: pages.nextCursor !== null };
}

export type LiveListData<Item> = ReturnType<typeof useLiveList<Item>>;

interface LiveListProps<Item> {
  list: LiveListData<Item>;
  rows?: number;
  empty: ComponentChildren;
  children: (items: Item[]) => ComponentChildren;
}

export function LiveList<Item>({ list, rows, empty, children }: LiveListProps<Item>) {
  const { query, pages, items } = list;
  return (
    <QueryView query={query} rows={rows}>
      {() => (
        <>
          <NewerNotice pages={pages} />
          {items.length > 0 ? children(items) : empty}
          <MorePages pages={pages} />
        </>
      )}
    </QueryView>
  );
}

/** Shown above a list that is no longer updated, because a whole page of new items has arrived. */
function NewerNotice<Item>({ pages: { hasGap, showNewest } }: { pages: Pages<Item> }) {
  const note = useRef<HTMLDivElement>(null);
  const show = () => {
    showNewest();
    // The pressed button disappears, so this note gets the focus. The next press of Tab leads to the newest item.
    note.current?.focus({ preventScroll: true });
  };
  return (
    <div class="newer" role="status" ref={note} tabIndex={-1}>
      {hasGap && (
        <p class="small">
          Newer items are not shown.{' '}
          <Button size="small" onClick={show}>
            Show newest
          </Button>
        </p>
      )}
    </div>
  );
}

/** Loads the next page, or continues a search that ran out of time. */
function MorePages<Item>({ pages }: { pages: Pages<Item> }) {
  const { nextCursor, isShort, isExpanded, failure, load } = pages;
  const note = useRef<HTMLParagraphElement>(null);
  const isAtEnd = isExpanded && nextCursor === null;
  useLayoutEffect(() => {
    // The pressed button has disappeared and the focus with it, so this note gets the focus.
    if (isAtEnd && document.activeElement === document.body) note.current?.focus({ preventScroll: true });
  }, [isAtEnd]);
  if (!nextCursor && !failure && !isExpanded) return null;
  return (
    <div class="card-body more">
      {failure && <FailureNotice failure={failure} />}
      {nextCursor && <Button onClick={load}>{isShort ? 'Search further' : 'Show more'}</Button>}
      <p class="faint small" role="status" ref={note} tabIndex={-1}>
        {progressText(pages)}
      </p>
    </div>
  );
}

function progressText<Item>({ items, nextCursor, isShort, isExpanded, busy }: Pages<Item>): string {
  if (busy) return isShort ? 'Searching further back…' : 'Loading…';
  if (isExpanded && nextCursor === null) return items.length > 0 ? 'End of the list.' : '';
  return isExpanded && isShort ? 'Older items have not been searched yet.' : '';
}
