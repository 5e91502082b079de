import type { Mode } from '@winkwire/contract/modes';
import type { Attempt, DeliveryWithAttempts } from '@winkwire/contract/resources/delivery';
import type { EventWithDeliveries } from '@winkwire/contract/resources/event-record';
import type { Explanation } from '@winkwire/contract/resources/reconciliation';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import type { Page } from '@winkwire/contract/schema/envelope';
import { useState } from 'preact/hooks';
import { query, request } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { href } from '../app/router.ts';
import { AnswerBadge } from '../ui/answer-badge.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { DeliveryBadge } from '../ui/delivery-state.tsx';
import { Id } from '../ui/id.tsx';
import { Json } from '../ui/json.tsx';
import { DueTime, Moment } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Answer } from '../ui/states.tsx';
import { duration } from '../ui/time.ts';
import { say } from '../ui/toast.tsx';
import { TypeName } from '../ui/type-name.tsx';
import { AttemptAnswer } from './attempt-answer.tsx';

export function EventPage({ mode, id }: { mode: Mode; id: string }) {
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
      <Answer query={event} rows={9}>
        {(data) => (
          <div class="columns">
            <div class="stack">
              <Facts mode={mode} event={data} />
              <Card
                title="Body"
                lead="Exactly what is signed and sent, laid out for reading; copying gives the bytes."
              >
                <div class="card-body">
                  {data.body === null ? (
                    <p class="soft">The user was erased, and the body with them.</p>
                  ) : (
                    <Json text={data.body} label="Body of the event" />
                  )}
                </div>
              </Card>
            </div>
            <div class="stack">
              {data.deliveries.map((delivery) => (
                <DeliveryCard
                  key={delivery.webhookId}
                  mode={mode}
                  delivery={delivery}
                  refresh={event.refresh}
                />
              ))}
              <NotSentTo mode={mode} event={data} webhooks={webhooks.data?.items ?? []} />
            </div>
          </div>
        )}
      </Answer>
    </>
  );
}

function Facts({ mode, event }: { mode: Mode; event: EventWithDeliveries }) {
  return (
    <Card>
      <dl class="card-body facts">
        <dt>Happened</dt>
        <dd>
          <Moment at={event.createdAt} exact /> <span class="faint">· </span>
          <Moment at={event.createdAt} />
        </dd>
        <dt>User</dt>
        <dd>
          {event.userId ? <Id value={event.userId} href={href(mode, 'users', event.userId)} /> : 'None'}
        </dd>
        {event.sourceId !== event.userId && (
          <>
            <dt>About</dt>
            <dd>
              <Id value={event.sourceId} />
            </dd>
          </>
        )}
        {event.sessionId && (
          <>
            <dt>Widget session</dt>
            <dd>
              <Id value={event.sessionId} />
            </dd>
          </>
        )}
      </dl>
    </Card>
  );
}

interface DeliveryProps {
  mode: Mode;
  delivery: DeliveryWithAttempts;
  refresh: () => Promise<void>;
}

function DeliveryCard({ mode, delivery, refresh }: DeliveryProps) {
  const resend = async () => {
    await request(mode, `/v1/webhooks/${delivery.webhookId}/resend`, {
      method: 'POST',
      body: { eventId: delivery.eventId },
    });
    say(`Sent again to ${delivery.webhookName}.`);
    await refresh();
  };
  return (
    <Card
      title={delivery.webhookName}
      actions={
        <>
          <DeliveryBadge state={delivery.state} />
          <Button size="small" onClick={resend}>
            Send again
          </Button>
        </>
      }
      lead={
        <>
          <a href={href(mode, 'webhooks', delivery.webhookId)}>Endpoint</a> · number {delivery.sequence}
          {delivery.nextAttemptAt && (
            <>
              {' '}
              · next try <DueTime at={delivery.nextAttemptAt} />
            </>
          )}
        </>
      }
    >
      <div class="card-body stack-s">
        {delivery.state !== 'DELIVERED' && (
          <Why mode={mode} webhookId={delivery.webhookId} eventId={delivery.eventId} />
        )}
        {delivery.requests.length === 0 && <p class="soft">No request was made yet.</p>}
        {delivery.requests.toReversed().map((attempt, index) => (
          <AttemptDetails
            key={attempt.number}
            attempt={attempt}
            open={index === 0 && delivery.state !== 'DELIVERED'}
          />
        ))}
      </div>
    </Card>
  );
}

function AttemptDetails({ attempt, open }: { attempt: Attempt; open: boolean }) {
  return (
    <details class="attempt" open={open}>
      <summary>
        <span class="attempt-number">Try {attempt.number}</span>
        <AnswerBadge {...attempt} />
        <span class="faint">
          <Moment at={attempt.startedAt} exact /> · {duration(attempt.durationMs)}
        </span>
      </summary>
      <div class="stack-s">
        <AttemptAnswer attempt={attempt} />
      </div>
    </details>
  );
}

interface NotSentProps {
  mode: Mode;
  event: EventWithDeliveries;
  webhooks: Webhook[];
}

/** The endpoints that this event did not go to, each with the reason. */
function NotSentTo({ mode, event, webhooks }: NotSentProps) {
  const others = webhooks.filter(({ id }) => !event.deliveries.some(({ webhookId }) => webhookId === id));
  if (webhooks.length === 0) {
    return (
      <Card title="Delivered to nobody">
        <div class="card-body">
          <p class="soft">
            There is no webhook. The event is kept: <a href={href(mode, 'webhooks', 'new')}>add a webhook</a>.
          </p>
        </div>
      </Card>
    );
  }
  if (others.length === 0) return null;
  return (
    <Card title="Not sent to">
      <ul class="card-body stack-s">
        {others.map((webhook) => (
          <li key={webhook.id}>
            <a href={href(mode, 'webhooks', webhook.id)}>{webhook.name}</a>
            <Why mode={mode} webhookId={webhook.id} eventId={event.id} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The server's one sentence about one event and one endpoint, asked for when somebody wants to know. */
function Why({ mode, webhookId, eventId }: { mode: Mode; webhookId: string; eventId: string }) {
  const [asked, setAsked] = useState(false);
  const path = `/v1/webhooks/${webhookId}/explain${query({ eventId })}`;
  const explanation = useQuery<Explanation>(mode, asked ? path : null);
  if (!asked) {
    return (
      <p>
        <Button size="small" kind="quiet" onClick={() => setAsked(true)}>
          Why was it not delivered?
        </Button>
      </p>
    );
  }
  return (
    <Answer query={explanation} rows={1}>
      {({ sentence }) => (
        <p class="why" role="status">
          {sentence}
        </p>
      )}
    </Answer>
  );
}
