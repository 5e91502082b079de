import type { Mode } from '@winkwire/contract/modes';
import type { Attempt, DeliveryWithAttempts } from '@winkwire/contract/resources/delivery';
import type { EventWithDeliveries } from '@winkwire/contract/resources/event-record';
import { href } from '../app/address.ts';
import { Card } from '../ui/card.tsx';
import { ChangeButton } from '../ui/change-button.tsx';
import { DeliveryBadge } from '../ui/delivery-state.tsx';
import { DueTime, Moment } from '../ui/moment.tsx';
import { ResponseBadge } from '../ui/response-badge.tsx';
import { duration } from '../ui/time.ts';
import { AttemptResponse } from './attempt-response.tsx';
import { Explain } from './explain.tsx';
import { redeliver } from './redeliver.ts';

interface DeliveriesCardProps {
  mode: Mode;
  event: EventWithDeliveries;
  refresh: () => Promise<void>;
}

/** If there are at most this many deliveries, those that were not delivered are shown open at first. */
const few = 3;
/** Each explanation needs a request, so at most this many are loaded with the page. Others are loaded on demand. */
const mostExplained = 10;

export function DeliveriesCard({ mode, event: { body, deliveries }, refresh }: DeliveriesCardProps) {
  if (deliveries.length === 0) return null;
  const wrong = deliveries.filter(isExplicable);
  return (
    <Card title="Deliveries">
      <ul class="rows">
        {deliveries.map((delivery) => (
          <DeliveryRow
            key={delivery.webhookId}
            mode={mode}
            delivery={delivery}
            open={deliveries.length <= few && isExplicable(delivery)}
            isExplained={wrong.indexOf(delivery) < mostExplained}
            hasBody={body !== null}
            refresh={refresh}
          />
        ))}
      </ul>
    </Card>
  );
}

/** The server knows nothing of the queue of a deleted endpoint. */
const isExplicable = ({ state, webhookDeleted }: DeliveryWithAttempts): boolean =>
  state !== 'DELIVERED' && !webhookDeleted;

interface DeliveryRowProps {
  mode: Mode;
  delivery: DeliveryWithAttempts;
  open: boolean;
  isExplained: boolean;
  hasBody: boolean;
  refresh: () => Promise<void>;
}

function DeliveryRow({ mode, delivery, open, isExplained, hasBody, refresh }: DeliveryRowProps) {
  const { webhookId, webhookName, webhookDeleted, eventId, sequence, state, requests } = delivery;
  const nextAttemptAt = webhookDeleted ? null : delivery.nextAttemptAt;
  const last = requests.at(-1);
  const onRedeliver = async () => {
    await redeliver(mode, delivery);
    await refresh();
  };
  return (
    <li class="delivery" aria-label={webhookName}>
      <details class="delivery-details" open={open}>
        <summary>
          <strong>{webhookName}</strong>
          <DeliveryBadge state={state} isDeleted={webhookDeleted} />
          {last && <ResponseBadge {...last} />}
          <span class="faint small">
            {nextAttemptAt ? (
              <>
                next attempt <DueTime at={nextAttemptAt} />
              </>
            ) : (
              last && (
                <>
                  <Moment at={last.startedAt} /> · {duration(last.durationMs)}
                </>
              )
            )}
          </span>
        </summary>
        <div class="stack-s">
          <p class="small">
            {webhookDeleted ? (
              'This endpoint was deleted.'
            ) : (
              <a class="figure-link" href={href(mode, 'webhooks', webhookId)}>
                View endpoint
              </a>
            )}{' '}
            · sequence {sequence.toLocaleString()}
          </p>
          {requests.length === 0 && <p class="soft">No request has been sent yet.</p>}
          {requests.toReversed().map((attempt, index) => (
            <AttemptDetails key={attempt.number} attempt={attempt} open={index === 0} />
          ))}
        </div>
      </details>
      {!webhookDeleted && (
        <ChangeButton size="small" disabled={!hasBody} onClick={onRedeliver}>
          Redeliver<span class="visually-hidden"> to {webhookName}</span>
        </ChangeButton>
      )}
      {isExplicable(delivery) && (
        <Explain mode={mode} webhookId={webhookId} eventId={eventId} isShown={isExplained} />
      )}
    </li>
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
