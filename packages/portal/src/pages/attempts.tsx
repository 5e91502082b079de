import type { Mode } from '@winkwire/contract/modes';
import type { AttemptRecord } from '@winkwire/contract/resources/delivery';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import type { Page } from '@winkwire/contract/schema/envelope';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { query } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { href } from '../app/router.ts';
import { Card } from '../ui/card.tsx';
import { More, Newer, useMore } from '../ui/more.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Answer, Empty } from '../ui/states.tsx';
import { AttemptFilterForm } from './attempt-filter-form.tsx';
import { readAttemptFilters } from './attempt-filters.ts';
import { AttemptRow } from './attempt-row.tsx';
import { type EndpointName, endpointName, type Missed, missIn } from './endpoint-name.ts';
import { LogTabs } from './log-tabs.tsx';
import { NoMatchYet } from './no-match-yet.tsx';

/** Every request to every endpoint, with its answer; what is searched for is in the address. */
export function AttemptsPage({ mode, search }: { mode: Mode; search: string }) {
  const filters = readAttemptFilters(search);
  const path = `/v1/attempts${query({ ...filters, size: 25 })}`;
  const attempts = useQuery<Page<AttemptRecord>>(mode, path, 4);
  const more = useMore({ mode, path, first: attempts.data, keyOf });
  const { webhooks, nameOf } = useEndpoints(mode, more.items);
  const isSearch = Object.values(filters).some(Boolean);
  const isAnswered = attempts.data !== undefined;
  // Once for each search: what a live list adds would be said every few seconds.
  const found = useMemo(
    () => (isSearch && isAnswered ? foundWords(more.items.length, more.nextCursor !== null) : ''),
    [path, isAnswered],
  );
  return (
    <>
      <PageHead
        title="Attempts"
        lead="Every request to your endpoints with its answer, those for the newest events first."
        actions={<span class="live">Live</span>}
      />
      <div class="stack">
        <LogTabs mode={mode} current="attempts" />
        <Card>
          <div class="card-body">
            <AttemptFilterForm mode={mode} filters={filters} webhooks={webhooks} />
          </div>
        </Card>
        <p class="visually-hidden" role="status">
          {found}
        </p>
        <Card>
          <Answer query={attempts}>
            {() => (
              <>
                <Newer more={more} />
                {more.items.length > 0 ? (
                  <AttemptList mode={mode} attempts={more.items} nameOf={nameOf} />
                ) : (
                  <NoAttempts mode={mode} isSearch={isSearch} hasMore={more.nextCursor !== null} />
                )}
                <More more={more} />
              </>
            )}
          </Answer>
        </Card>
      </div>
    </>
  );
}

/** The endpoints there are, asked for at once when an attempt went to one that is not among them. */
function useEndpoints(mode: Mode, attempts: readonly AttemptRecord[]) {
  const { data, refresh } = useQuery<Page<Webhook>>(mode, '/v1/webhooks?size=150', 30);
  const [missed, setMissed] = useState<Missed>(new Map());
  useEffect(() => {
    const ids = attempts.map(({ webhookId }) => webhookId);
    const now = missIn(data, ids, missed);
    if (now === missed) return;
    setMissed(now);
    void refresh();
  });
  const nameOf = (id: string): EndpointName => endpointName(id, data, missed);
  return { webhooks: data?.items ?? [], nameOf };
}

const keyOf = ({ webhookId, sequence, number }: AttemptRecord) => `${webhookId} ${sequence} ${number}`;

function foundWords(count: number, hasMore: boolean): string {
  if (count === 0) return hasMore ? 'No attempt found so far.' : 'No attempt matches.';
  return `${count} ${count === 1 ? 'attempt' : 'attempts'} found${hasMore ? ', and there may be more' : ''}.`;
}

interface AttemptListProps {
  mode: Mode;
  attempts: AttemptRecord[];
  nameOf: (webhookId: string) => EndpointName;
}

function AttemptList({ mode, attempts, nameOf }: AttemptListProps) {
  return (
    <>
      {/* For eyes that run down a column; each row reads well without. */}
      <div class="attempt-columns" aria-hidden="true">
        <span>When</span>
        <span>Endpoint</span>
        <span>Event</span>
        <span>Answer</span>
        <span>Took</span>
      </div>
      <ul aria-label="Attempts">
        {attempts.map((attempt) => (
          <AttemptRow
            key={keyOf(attempt)}
            mode={mode}
            attempt={attempt}
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
  if (hasMore) return <NoMatchYet />;
  return isSearch ? (
    <Empty title="No attempt matches">
      <p>Try a wider filter. Attempts are kept for the configured time, 60 days unless changed.</p>
    </Empty>
  ) : (
    <Empty title="No attempt yet">
      <p>
        Each event that a webhook subscribes to is sent to it: <a href={href(mode, 'webhooks')}>webhooks</a>.
      </p>
    </Empty>
  );
}
