import type { Mode } from '@winkwire/contract/modes';
import type { AttemptRecord } from '@winkwire/contract/resources/delivery';
import { useMemo } from 'preact/hooks';
import { queryString } from '../api/request.ts';
import { href } from '../app/address.ts';
import type { PageProps } from '../app/page-props.ts';
import { counted } from '../ui/counted.ts';
import { useLiveList } from '../ui/live-list.tsx';
import { SearchPage } from '../ui/search-page.tsx';
import { Empty } from '../ui/states.tsx';
import { AttemptFilterForm } from './attempt-filter-form.tsx';
import { isByTime, orderText, readAttemptFilters } from './attempt-filters.ts';
import { AttemptRow } from './attempt-row.tsx';
import type { EndpointName } from './endpoint-name.ts';
import { NoMatchSoFar } from './no-match-so-far.tsx';
import { PageTabs } from './page-tabs.tsx';
import { useEndpoints } from './use-endpoints.ts';

export function AttemptsPage({ mode, query }: PageProps) {
  const filters = readAttemptFilters(query);
  const isSearch = Object.values(filters).some(Boolean);
  const path = `/v1/attempts${queryString({ ...filters, size: 25 })}`;
  const attempts = useLiveList<AttemptRecord>({ mode, path, seconds: 4, keyOf });
  const { webhooks, webhooksHint, nameOf } = useEndpoints(mode, attempts.items);
  const isLoaded = attempts.query.data !== undefined;
  // Screen readers announce the number of results once for each search, although the list is loaded every few seconds.
  const announcement = useMemo(
    () => (isSearch && isLoaded ? foundText(attempts.items.length, attempts.hasMore) : ''),
    [path, isLoaded],
  );
  return (
    <SearchPage
      title="Attempts"
      lead={`Every attempt to deliver an event, with its response. ${orderText(filters)}`}
      tabs={<PageTabs mode={mode} current="attempts" />}
      form={
        <AttemptFilterForm mode={mode} filters={filters} webhooks={webhooks} webhooksHint={webhooksHint} />
      }
      announcement={announcement}
      list={attempts}
      empty={<NoAttempts mode={mode} isSearch={isSearch} hasMore={attempts.hasMore} />}
    >
      {(items) => <AttemptList mode={mode} attempts={items} nameOf={nameOf} isByTime={isByTime(filters)} />}
    </SearchPage>
  );
}

const keyOf = ({ webhookId, sequence, number }: AttemptRecord) => `${webhookId} ${sequence} ${number}`;

function foundText(count: number, hasMore: boolean): string {
  if (count === 0) return hasMore ? 'No attempt found so far.' : 'No attempt matches.';
  return `${counted(count, 'attempt')} found${hasMore ? ', and there may be more' : ''}.`;
}

interface AttemptListProps {
  mode: Mode;
  attempts: AttemptRecord[];
  nameOf: (webhookId: string) => EndpointName;
  isByTime: boolean;
}

function AttemptList({ mode, attempts, nameOf, isByTime }: AttemptListProps) {
  return (
    <>
      {/* Screen readers need no column headings, because a row is understandable without them. */}
      <div class="attempt-columns" aria-hidden="true">
        <span>{isByTime ? 'When' : 'Event at'}</span>
        <span>Endpoint</span>
        <span>Event</span>
        <span>Response</span>
        <span>Duration</span>
      </div>
      <ul aria-label="Attempts">
        {attempts.map((attempt) => (
          <AttemptRow
            key={keyOf(attempt)}
            mode={mode}
            attempt={attempt}
            isByTime={isByTime}
            endpointName={nameOf(attempt.webhookId)}
          />
        ))}
      </ul>
    </>
  );
}

interface NoAttemptsProps {
  mode: Mode;
  isSearch: boolean;
  hasMore: boolean;
}

function NoAttempts({ mode, isSearch, hasMore }: NoAttemptsProps) {
  if (hasMore) return <NoMatchSoFar />;
  return isSearch ? (
    <Empty title="No attempt matches">
      <p>Try a wider filter. Attempts are kept for the configured time, 60 days by default.</p>
    </Empty>
  ) : (
    <Empty title="No attempts yet">
      <p>
        Every event is sent to the <a href={href(mode, 'webhooks')}>webhooks</a> that subscribe to its type.
      </p>
    </Empty>
  );
}
