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

interface FailureNoticeProps {
  failure: ApiFailure;
  /** A sentence that says which part of the page could not be loaded. Undefined if it is the whole page. */
  missing?: string | undefined;
  class?: string | undefined;
  onRetry?: () => void;
}

export function FailureNotice({ failure, missing, class: place = '', onRetry }: FailureNoticeProps) {
  return (
    <div class={`notice ${place}`.trim()} data-tone="bad" role="alert">
      <div>
        {missing && `${missing} `}
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

interface PartFailureProps {
  query: Query<unknown>;
  missing: string;
  class?: string;
}

/**
 * Says which part of a page could not be loaded. If the server is unreachable but old data is shown, nothing is shown
 * here, because other parts of the page report the failure.
 */
export const PartFailure = ({ query: { data, failure, refresh }, ...shown }: PartFailureProps) =>
  failure && (data === undefined || failure.code !== 'UNREACHABLE') ? (
    <FailureNotice failure={failure} {...shown} onRetry={() => void refresh()} />
  ) : null;

interface QueryViewProps<Data> {
  query: Query<Data>;
  rows?: number | undefined;
  children: (data: Data) => ComponentChildren;
}

/** After a failure, the old data stays visible below the notice. */
export function QueryView<Data>({ query, rows, children }: QueryViewProps<Data>) {
  const { data, failure, refresh } = query;
  return (
    <>
      {failure && <FailureNotice failure={failure} onRetry={() => void refresh()} />}
      {data !== undefined ? children(data) : !failure && <Loading rows={rows} />}
    </>
  );
}
