import type { Mode } from '@winkwire/contract/modes';
import type { EventWithDeliveries } from '@winkwire/contract/resources/event-record';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import type { Page } from '@winkwire/contract/schema/envelope';
import { useQuery } from '../api/use-query.ts';
import { href } from '../app/address.ts';
import type { PageProps } from '../app/page-props.ts';
import { Card } from '../ui/card.tsx';
import { Facts } from '../ui/facts.tsx';
import { Id } from '../ui/id.tsx';
import { Json } from '../ui/json.tsx';
import { MissingBodyText } from '../ui/missing-body.tsx';
import { Moment } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { PartFailure, QueryView } from '../ui/states.tsx';
import { zonedTime } from '../ui/time.ts';
import { TypeName } from '../ui/type-name.tsx';
import { DeliveriesCard } from './deliveries-card.tsx';
import { NotSentCard } from './not-sent-card.tsx';

export function EventPage({ mode, id }: PageProps) {
  const event = useQuery<EventWithDeliveries>(mode, `/v1/events/${encodeURIComponent(id)}`, 4);
  const webhooks = useQuery<Page<Webhook>>(mode, '/v1/webhooks?size=150');
  return (
    <>
      <PageHead
        title={event.data?.type ?? 'Event'}
        heading={event.data && <TypeName type={event.data.type} />}
        tab={event.data?.type ?? id}
        lead={<Id value={id} whole />}
      />
      <QueryView query={event} rows={9}>
        {(data) => (
          <div class="stack">
            <DeliveriesCard mode={mode} event={data} refresh={event.refresh} />
            <div class="columns">
              <div class="stack">
                <Card>
                  <EventFacts mode={mode} event={data} />
                </Card>
                <PartFailure
                  query={webhooks}
                  missing="The endpoints to which the event was not sent could not be loaded."
                />
                {webhooks.data && (
                  <NotSentCard mode={mode} event={data} webhooks={webhooks.data} refresh={event.refresh} />
                )}
              </div>
              <BodyCard event={data} />
            </div>
          </div>
        )}
      </QueryView>
    </>
  );
}

function EventFacts({ mode, event }: { mode: Mode; event: EventWithDeliveries }) {
  const { createdAt, userId, sourceId, sessionId } = event;
  return (
    <Facts
      class="card-body"
      facts={[
        [
          'Happened',
          <>
            <div>{zonedTime(createdAt)}</div>
            <div class="small faint">
              <Moment at={createdAt} />
            </div>
          </>,
        ],
        ['User', userId ? <Id value={userId} href={href(mode, 'users', userId)} /> : 'None'],
        ['Source', sourceId !== userId && <Id value={sourceId} />],
        ['Widget session', sessionId && <Id value={sessionId} href={href(mode, 'sessions', sessionId)} />],
      ]}
    />
  );
}

function BodyCard({ event: { body, bodyMissing } }: { event: EventWithDeliveries }) {
  if (body === null) {
    return (
      <Card title="Body">
        <div class="card-body">
          <MissingBodyText reason={bodyMissing ?? 'EXPIRED'} />
        </div>
      </Card>
    );
  }
  return (
    <Card
      title="Body"
      lead="Formatted for reading. The copy button copies the exact bytes that are signed and sent. A webhook that includes the source's data may receive other bytes."
    >
      <div class="card-body">
        <Json text={body} label="Body of the event" />
      </div>
    </Card>
  );
}
