import type { Mode } from '@winkwire/contract/modes';
import type { WidgetSession } from '@winkwire/contract/resources/widget-session';
import { queryString } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { href } from '../app/address.ts';
import type { PageProps } from '../app/page-props.ts';
import { Card } from '../ui/card.tsx';
import { Facts } from '../ui/facts.tsx';
import { Id } from '../ui/id.tsx';
import { LiveBadge } from '../ui/live-badge.tsx';
import { Moment } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { QueryView } from '../ui/states.tsx';
import { duration } from '../ui/time.ts';
import { SessionScreens } from './session-screens.tsx';
import { detailOf, deviceNames, OutcomeBadge } from './session-words.tsx';

export function SessionPage({ mode, id }: PageProps) {
  const session = useQuery<WidgetSession>(mode, `/v1/sessions/${encodeURIComponent(id)}`, 4);
  return (
    <>
      <PageHead
        title="Session"
        tab={`Session ${id}`}
        lead={<Id value={id} whole />}
        actions={
          <a class="button" href={href(mode, 'events') + queryString({ sessionId: id })}>
            Events of this session
          </a>
        }
      />
      <QueryView query={session} rows={6}>
        {(data) => (
          <div class="columns">
            <Card
              title="Screens"
              lead="What the user saw, and for how long."
              actions={data.status === 'IN_PROGRESS' && <LiveBadge query={session} />}
            >
              <SessionScreens session={data} />
            </Card>
            <Card title="About">
              <SessionFacts mode={mode} session={data} />
            </Card>
          </div>
        )}
      </QueryView>
    </>
  );
}

function SessionFacts({ mode, session }: { mode: Mode; session: WidgetSession }) {
  const { userId, providerId, templateId, locale, device, hostOrigin, startedAt, endedAt } = session;
  return (
    <Facts
      class="card-body"
      facts={[
        [
          'Outcome',
          <span key="outcome">
            <OutcomeBadge session={session} /> {detailOf(session)}
          </span>,
        ],
        ['User', <Id key="user" value={userId} href={href(mode, 'users', userId)} />],
        ['Provider', providerId],
        ['Began', <Moment key="began" at={startedAt} exact />],
        ['Ended', endedAt && <Moment key="ended" at={endedAt} exact />],
        ['Took', duration(session.duration)],
        ['Device', device && deviceNames[device]],
        ['Language', locale],
        ['Template', templateId && <Id key="template" value={templateId} />],
        ['Page', hostOrigin],
      ]}
    />
  );
}
