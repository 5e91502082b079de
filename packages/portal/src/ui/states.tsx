import type { ComponentChildren } from 'preact';
import type { ApiFailure } from '../api/request.ts';
import type { Query } from '../api/use-query.ts';
import { Button } from './button.tsx';

function Loading({ rows = 6 }: { rows?: number }) {
  return (
    <div class="loading" role="status">
      <p class="visually-hidden">Loading</p>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} />
      ))}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

export function Problem({ failure, onRetry }: { failure: ApiFailure; onRetry?: () => void }) {
  return (
    <div class="notice" data-tone="bad" role="alert">
      <div>
        <strong>{failure.message}</strong>
        {failure.requestId && <p class="faint">Request {failure.requestId}</p>}
      </div>
      {onRetry && (
        <Button size="small" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** Loading, failure and data of one query. An answer of before stays in sight while the server is away. */
export function Answer<Data>({
  query,
  rows,
  children,
}: {
  query: Query<Data>;
  rows?: number;
  children: (data: Data) => ComponentChildren;
}) {
  const { data, failure, refresh } = query;
  return (
    <>
      {failure && <Problem failure={failure} onRetry={() => void refresh()} />}
      {data !== undefined ? children(data) : !failure && <Loading {...(rows ? { rows } : {})} />}
    </>
  );
}
