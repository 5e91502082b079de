import type { Query } from '../api/use-query.ts';

export function LiveBadge({ query: { data, failure, isStale } }: { query: Query<unknown> }) {
  if (failure || (isStale && data !== undefined)) {
    return (
      <span class="live" data-state="stale">
        Not updating
      </span>
    );
  }
  return data === undefined ? null : <span class="live">Live</span>;
}
