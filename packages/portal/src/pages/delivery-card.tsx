import type { Mode } from '@winkwire/contract/modes';
import type { Attempt, DeliveryWithAttempts } from '@winkwire/contract/resources/delivery';
import { href } from '../app/address.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { DeliveryBadge } from '../ui/delivery-state.tsx';
import { DueTime, Moment } from '../ui/moment.tsx';
import { ResponseBadge } from '../ui/response-badge.tsx';
import { duration } from '../ui/time.ts';
import { AttemptResponse } from './attempt-response.tsx';
import { Explain } from './explain.tsx';
import { redeliver } from './redeliver.ts';

interface DeliveryCardProps {
  mode: Mode;
  delivery: DeliveryWithAttempts;
  refresh: () => Promise<void>;
}

/** The delivery of one event to one endpoint, with its attempts. */
export function DeliveryCard({ mode, delivery, refresh }: DeliveryCardProps) {
  const { webhookId, webhookName, eventId, sequence, state, nextAttemptAt, requests } = delivery;
  const isDelivered = state === 'DELIVERED';
  const onRedeliver = async () => {
    await redeliver(mode, delivery);
    await refresh();
  };
  return (
    <Card
      title={webhookName}
      actions={
        <>
          <DeliveryBadge state={state} />
          <Button size="small" onClick={onRedeliver}>
            Redeliver
          </Button>
        </>
      }
      lead={
        <>
          <a href={href(mode, 'webhooks', webhookId)}>Endpoint</a> · sequence {sequence.toLocaleString()}
          {nextAttemptAt && (
            <>
              {' '}
              · next attempt <DueTime at={nextAttemptAt} />
            </>
          )}
        </>
      }
    >
      <div class="card-body stack-s">
        {!isDelivered && <Explain mode={mode} webhookId={webhookId} eventId={eventId} />}
        {requests.length === 0 && <p class="soft">No request has been sent yet.</p>}
        {requests.toReversed().map((attempt, index) => (
          <AttemptDetails key={attempt.number} attempt={attempt} open={index === 0 && !isDelivered} />
        ))}
      </div>
    </Card>
  );
}

function AttemptDetails({ attempt, open }: { attempt: Attempt; open: boolean }) {
  return (
    <details class="attempt" open={open}>
      <summary>
        <span class="attempt-number">Attempt {attempt.number}</span>
        <ResponseBadge {...attempt} />
        <span class="faint">
          <Moment at={attempt.startedAt} exact /> · {duration(attempt.durationMs)}
        </span>
      </summary>
      <div class="stack-s">
        <AttemptResponse attempt={attempt} />
      </div>
    </details>
  );
}
