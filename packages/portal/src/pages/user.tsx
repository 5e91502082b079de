import type { Mode } from '@winkwire/contract/modes';
import type { Timeline as TimelineData } from '@winkwire/contract/portal-api';
import type { Account } from '@winkwire/contract/resources/account';
import type { Archive } from '@winkwire/contract/resources/archive';
import type { User } from '@winkwire/contract/resources/user';
import type { Page } from '@winkwire/contract/schema/envelope';
import { useState } from 'preact/hooks';
import { ApiFailure, query, request } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { href } from '../app/router.ts';
import { Timeline } from '../timeline/timeline.tsx';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Id } from '../ui/id.tsx';
import { Moment } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Answer, Problem } from '../ui/states.tsx';
import { reference, SessionState } from './users.tsx';

export function UserPage({ mode, id }: { mode: Mode; id: string }) {
  const user = useQuery<User>(mode, `/v1/users/${encodeURIComponent(id)}`, 8);
  return (
    <>
      <PageHead
        title="User"
        tab={`User ${id}`}
        lead={<Id value={id} whole />}
        actions={
          <a class="button" href={href(mode, 'events') + query({ userId: id })}>
            Events of this user
          </a>
        }
      />
      <Answer query={user} rows={4}>
        {(data) => (
          <div class="stack">
            <div class="columns">
              <Facts user={data} />
              <Sources mode={mode} id={id} />
            </div>
            <TimelineCard mode={mode} id={id} />
          </div>
        )}
      </Answer>
    </>
  );
}

function Facts({ user }: { user: User }) {
  return (
    <Card title="About">
      <dl class="card-body facts">
        <dt>Created</dt>
        <dd>
          <Moment at={user.createdAt} exact />
        </dd>
        <dt>Your reference</dt>
        <dd>{reference(user)}</dd>
        <dt>Latest session</dt>
        <dd>
          <SessionState user={user} />
        </dd>
      </dl>
    </Card>
  );
}

const accountTones: Partial<Record<Account['connectionStatus'], Tone>> = {
  CONNECTED: 'good',
  ERROR: 'bad',
  PENDING: 'warn',
  AWAITING_MFA: 'warn',
};
const archiveTones: Partial<Record<Archive['state']['status'], Tone>> = {
  ANALYZED: 'good',
  ERROR: 'bad',
  STARTED: 'warn',
};

function Sources({ mode, id }: { mode: Mode; id: string }) {
  const accounts = useQuery<Page<Account>>(mode, `/v1/accounts${query({ userId: id, size: 50 })}`, 6);
  const archives = useQuery<Page<Archive>>(mode, `/v1/archives${query({ userId: id, size: 50 })}`, 6);
  return (
    <Card title="Linked sources">
      <Answer query={accounts} rows={2}>
        {({ items }) => (
          <ul class="rows">
            {items.map((account) => (
              <li key={account.id} class="row">
                <span>
                  {account.providerId} <Id value={account.id} />
                </span>
                <Badge tone={accountTones[account.connectionStatus]}>
                  {account.connection.errorCode ?? account.connectionStatus}
                </Badge>
              </li>
            ))}
            {archives.data?.items.map((archive) => (
              <li key={archive.id} class="row">
                <span>
                  {archive.type} <Id value={archive.id} />
                </span>
                <Badge tone={archiveTones[archive.state.status]}>
                  {archive.state.errorCode ?? archive.state.status}
                </Badge>
              </li>
            ))}
            {items.length === 0 && archives.data?.items.length === 0 && (
              <li class="row faint">No account and no document yet.</li>
            )}
          </ul>
        )}
      </Answer>
      {archives.failure && <Problem failure={archives.failure} />}
    </Card>
  );
}

function TimelineCard({ mode, id }: { mode: Mode; id: string }) {
  const path = `/v1/users/${encodeURIComponent(id)}/timeline?size=100`;
  const timeline = useQuery<TimelineData>(mode, path, 3);
  const [older, setOlder] = useState<TimelineData>();
  const [failure, setFailure] = useState<ApiFailure>();
  const nextCursor = older ? older.nextCursor : timeline.data?.nextCursor;
  const loadOlder = async () => {
    try {
      const page = await request<TimelineData>(mode, `${path}&cursor=${nextCursor}`);
      setOlder({ ...page, items: [...page.items, ...(older?.items ?? [])] });
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      setFailure(cause);
    }
  };
  return (
    <Card
      title="Timeline"
      lead="One line of time: what the page showed and was told on one side, what was logged and delivered on the other. Two faces on one line are the same event."
      actions={
        <span class="live" data-state={timeline.failure ? 'stale' : 'live'}>
          {timeline.failure ? 'Not answering' : 'Live'}
        </span>
      }
    >
      <Answer query={timeline}>
        {(data) => (
          <>
            <Timeline mode={mode} data={{ ...data, items: joinMarks(older?.items ?? [], data.items) }} />
            {(nextCursor || failure) && (
              <div class="card-body more">
                {failure && <Problem failure={failure} />}
                <Button onClick={loadOlder}>Show what came before</Button>
              </div>
            )}
          </>
        )}
      </Answer>
    </Card>
  );
}

/** The live page moves on while older ones stay: what fell between was on the older page already, or is on the live one. */
function joinMarks(older: TimelineData['items'], live: TimelineData['items']): TimelineData['items'] {
  const keyOf = (mark: TimelineData['items'][number]) =>
    mark.kind === 'ATTEMPT'
      ? `${mark.eventId} ${mark.webhookId} ${mark.number}`
      : `${mark.kind} ${mark.eventId}`;
  const known = new Set(live.map(keyOf));
  return [...older.filter((mark) => !known.has(keyOf(mark))), ...live];
}
