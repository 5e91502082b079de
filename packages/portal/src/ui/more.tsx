import type { Mode } from '@winkwire/contract/modes';
import type { Page } from '@winkwire/contract/schema/envelope';
import { useEffect, useState } from 'preact/hooks';
import { ApiFailure, request } from '../api/request.ts';
import { Button } from './button.tsx';
import { Problem } from './states.tsx';

/** The pages after the first one, which is polled and given; they are asked for one by one. */
export function useMore<Item>(mode: Mode, path: string, first: Page<Item> | undefined) {
  const [more, setMore] = useState<{ items: Item[]; nextCursor: string | null }>();
  const [failure, setFailure] = useState<ApiFailure>();
  useEffect(() => {
    setMore(undefined);
    setFailure(undefined);
  }, [mode, path]);

  const nextCursor = more ? more.nextCursor : (first?.nextCursor ?? null);
  const load = async () => {
    try {
      const joint = path.includes('?') ? '&' : '?';
      const page = await request<Page<Item>>(
        mode,
        `${path}${joint}cursor=${encodeURIComponent(nextCursor!)}`,
      );
      setMore({ items: [...(more?.items ?? []), ...page.items], nextCursor: page.nextCursor });
      setFailure(undefined);
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      setFailure(cause);
    }
  };
  return { items: more?.items ?? [], nextCursor, load, failure };
}

/** Live refresh pushes items from the first page into the second: show each once. */
export function joinPages<Item>(first: Item[], more: Item[], keyOf: (item: Item) => string | number): Item[] {
  const shown = new Set(first.map(keyOf));
  return [...first, ...more.filter((item) => !shown.has(keyOf(item)))];
}

export function More({
  more,
}: {
  more: Pick<ReturnType<typeof useMore>, 'nextCursor' | 'load' | 'failure'>;
}) {
  if (!more.nextCursor && !more.failure) return null;
  return (
    <div class="card-body more">
      {more.failure && <Problem failure={more.failure} />}
      {more.nextCursor && <Button onClick={more.load}>Show more</Button>}
    </div>
  );
}
