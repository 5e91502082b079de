import type { ComponentChildren } from 'preact';
import type { ApiFailure } from '../api/request.ts';
import type { Query } from '../api/use-query.ts';
import { Button } from './button.tsx';

export function Loading({ rows = 6 }: { rows?: number | undefined }) {
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

export function FailureNotice({ failure, onRetry }: { failure: ApiFailure; onRetry?: () => void }) {
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

interface QueryViewProps<Data> {
  query: Query<Data>;
  /** The number of rows of the placeholder that is shown until the data has been loaded. */
  rows?: number | undefined;
  children: (data: Data) => ComponentChildren;
}

/** After a failure, the data that was loaded before stays visible below the notice of the failure. */
export function QueryView<Data>({ query, rows, children }: QueryViewProps<Data>) {
  const { data, failure, refresh } = query;
  return (
    <>
      {failure && <FailureNotice failure={failure} onRetry={() => void refresh()} />}
      {data !== undefined ? children(data) : !failure && <Loading rows={rows} />}
    </>
  );
}
