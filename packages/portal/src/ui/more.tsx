import type { Mode } from '@winkwire/contract/modes';
import type { Page } from '@winkwire/contract/schema/envelope';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiFailure, request } from '../api/request.ts';
import { Button } from './button.tsx';
import { continuePages, joinPages, type KeyOf, type Loaded, sizeOf } from './pages.ts';
import { Problem } from './states.tsx';

interface MoreOptions<Item> {
  mode: Mode;
  path: string;
  /** The first page, which is polled. */
  first: Page<Item> | undefined;
  keyOf: KeyOf<Item>;
}

/** What was loaded below the first page, and what the first page held meanwhile. */
interface Below<Item> extends Loaded<Item> {
  key: string;
  nextCursor: string | null;
  /** The last page was not full: the search stopped before it had one. */
  isShort: boolean;
}

/** The server searches for a second at a time: this many go by without a find before the reader is asked again. */
const mostSearches = 10;

/** The pages after the first one, asked for one by one; `items` are those of all pages. */
export function useMore<Item>({ mode, path, first, keyOf }: MoreOptions<Item>) {
  const key = `${mode} ${path}`;
  const size = sizeOf(path);
  const [stored, setStored] = useState<Below<Item>>();
  const [failure, setFailure] = useState<ApiFailure>();
  const [busy, setBusy] = useState(false);
  const running = useRef<AbortController>(null);
  const below = stored?.key === key ? stored : undefined;
  const joined = first && below ? continuePages(first, below, { size, keyOf }) : below;
  const items = joined?.items ?? first?.items ?? [];
  const nextCursor = (joined ?? first)?.nextCursor ?? null;
  const hasGap = joined?.hasGap ?? false;
  const isShort = joined?.isShort ?? items.length < size;

  useEffect(() => {
    setFailure(undefined);
    return () => running.current?.abort();
  }, [key]);
  useEffect(() => {
    if (!first) return;
    // What is on its way follows items that are not there any more.
    if (below && !joined) running.current?.abort();
    setStored((now) => (now?.key === key ? continuePages(first, now, { size, keyOf }) : now));
  }, [first]);

  const append = (page: Page<Item>) =>
    setStored((now) => {
      if (now?.key !== key) return now;
      const items = joinPages(now.items, page.items, keyOf);
      return { ...now, items, nextCursor: page.nextCursor, isShort: page.items.length < size };
    });
  const load = async () => {
    running.current?.abort();
    running.current = new AbortController();
    const { signal } = running.current;
    setFailure(undefined);
    setBusy(true);
    // What is asked for follows these: the first page may have gone on by the time it comes.
    setStored({ key, items, nextCursor, isShort, hasGap });
    try {
      for await (const page of search<Item>(mode, path, { cursor: nextCursor, signal })) append(page);
    } catch (cause) {
      if (signal.aborted) return;
      if (!(cause instanceof ApiFailure)) throw cause;
      setFailure(cause);
    } finally {
      if (running.current.signal === signal) setBusy(false);
    }
  };
  const showNewest = () => {
    running.current?.abort();
    setFailure(undefined);
    setStored(undefined);
  };
  return {
    items,
    nextCursor,
    isShort,
    hasGap,
    wasAsked: joined !== undefined,
    busy,
    failure,
    load,
    showNewest,
  };
}

/** The next page; pages that stopped before a find are followed by more, up to the one that has something. */
async function* search<Item>(
  mode: Mode,
  path: string,
  { cursor, signal }: { cursor: string | null; signal: AbortSignal },
): AsyncGenerator<Page<Item>> {
  let next = cursor;
  for (let searches = 0; next !== null && searches < mostSearches; searches++) {
    const page: Page<Item> = await request(mode, withCursor(path, next), { signal });
    yield page;
    if (page.items.length > 0) return;
    next = page.nextCursor;
  }
}

const withCursor = (path: string, cursor: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;

/** Above a list that stands still, because more came than its first page holds. */
export function Newer({ more: { hasGap, showNewest } }: { more: ReturnType<typeof useMore> }) {
  const note = useRef<HTMLDivElement>(null);
  const show = () => {
    showNewest();
    // The button goes; what comes next is the newest.
    note.current?.focus({ preventScroll: true });
  };
  return (
    <div class="newer" role="status" ref={note} tabIndex={-1}>
      {hasGap && (
        <p class="small">
          Newer ones are not shown.{' '}
          <Button size="small" onClick={show}>
            Show them
          </Button>
        </p>
      )}
    </div>
  );
}

/** The button below a list, until its end. A search that found too little in its time goes on from where it stopped. */
export function More({ more }: { more: ReturnType<typeof useMore> }) {
  const { items, nextCursor, isShort, wasAsked, busy, failure, load } = more;
  const note = useRef<HTMLParagraphElement>(null);
  const isOver = wasAsked && nextCursor === null;
  useEffect(() => {
    // The button that was pressed is gone, and the focus with it.
    if (isOver && document.activeElement === document.body) note.current?.focus({ preventScroll: true });
  }, [isOver]);
  const words = () => {
    if (busy) return isShort ? 'Searching further back…' : 'Loading…';
    if (isOver) return items.length > 0 && 'That is all.';
    return wasAsked && isShort && 'What is older was not searched yet.';
  };
  if (!nextCursor && !failure && !wasAsked) return null;
  return (
    <div class="card-body more">
      {failure && <Problem failure={failure} />}
      {nextCursor && <Button onClick={load}>{isShort ? 'Search further' : 'Show more'}</Button>}
      <p class="faint small" role="status" ref={note} tabIndex={-1}>
        {words()}
      </p>
    </div>
  );
}
