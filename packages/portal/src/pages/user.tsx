import type { Mode } from '@winkwire/contract/modes';
import type { Account } from '@winkwire/contract/resources/account';
import type { Archive } from '@winkwire/contract/resources/archive';
import type { User } from '@winkwire/contract/resources/user';
import type { WidgetSession } from '@winkwire/contract/resources/widget-session';
import type { Page } from '@winkwire/contract/schema/envelope';
import { queryString } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { href } from '../app/address.ts';
import type { PageProps } from '../app/page-props.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { Facts } from '../ui/facts.tsx';
import { Id } from '../ui/id.tsx';
import { Moment } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { FailureNotice, PartFailure, QueryView } from '../ui/states.tsx';
import { archiveTones } from './archive-tones.ts';
import { LatestSession } from './latest-session.tsx';
import { referenceOf } from './reference-of.ts';
import { UserTimelineCard } from './user-timeline-card.tsx';

export function UserPage({ mode, id }: PageProps) {
  const user = useQuery<User>(mode, `/v1/users/${encodeURIComponent(id)}`, 8);
  const newest = `/v1/sessions${queryString({ userId: id, size: 1 })}`;
  const sessions = useQuery<Page<WidgetSession>>(mode, newest, 8);
  return (
    <>
      <PageHead
        title="User"
        tab={`User ${id}`}
        lead={<Id value={id} whole />}
        actions={
          <>
            <a class="button" href={href(mode, 'hosted-links') + queryString({ userId: id })}>
              Hosted links
            </a>
            <a class="button" href={href(mode, 'sessions') + queryString({ userId: id })}>
              Sessions of this user
            </a>
            <a class="button" href={href(mode, 'events') + queryString({ userId: id })}>
              Events of this user
            </a>
          </>
        }
      />
      <QueryView query={user} rows={4}>
        {(data) => (
          <div class="stack">
            <div class="columns">
              <Card title="About">
                <Facts
                  class="card-body"
                  facts={[
                    ['Created', <Moment key="created" at={data.createdAt} exact />],
                    ['Your reference', referenceOf(data)],
                    ['Latest session', <LatestSession key="session" mode={mode} query={sessions} />],
                  ]}
                />
                <PartFailure query={sessions} missing="The latest session could not be loaded." />
              </Card>
              <SourcesCard mode={mode} id={id} />
            </div>
            <UserTimelineCard key={`${mode} ${id}`} mode={mode} id={id} />
          </div>
        )}
      </QueryView>
    </>
  );
}

const accountTones: Partial<Record<Account['connectionStatus'], Tone>> = {
  CONNECTED: 'good',
  ERROR: 'bad',
  PENDING: 'warn',
  AWAITING_MFA: 'warn',
};

function SourcesCard({ mode, id }: { mode: Mode; id: string }) {
  const search = queryString({ userId: id, size: 50 });
  const accounts = useQuery<Page<Account>>(mode, `/v1/accounts${search}`, 6);
  const archives = useQuery<Page<Archive>>(mode, `/v1/archives${search}`, 6);
  return (
    <Card title="Linked sources">
      <QueryView query={accounts} rows={2}>
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
                  {archive.type} <Id value={archive.id} href={href(mode, 'archives', archive.id)} />
                </span>
                <Badge tone={archiveTones[archive.state.status]}>
                  {archive.state.errorCode ?? archive.state.status}
                </Badge>
              </li>
            ))}
            {items.length === 0 && archives.data?.items.length === 0 && (
              <li class="row faint">No accounts and no documents yet.</li>
            )}
          </ul>
        )}
      </QueryView>
      {archives.failure && <FailureNotice failure={archives.failure} />}
    </Card>
  );
}
