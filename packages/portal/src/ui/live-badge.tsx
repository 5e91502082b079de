import type { Query } from '../api/use-query.ts';

export function LiveBadge({ query: { data, failure } }: { query: Query<unknown> }) {
  if (failure) {
    return (
      <span class="live" data-state="stale">
        Not updating
      </span>
    );
  }
  return data === undefined ? null : <span class="live">Live</span>;
}
