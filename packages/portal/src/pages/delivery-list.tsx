import { type DeliveryState, deliveryStates } from '@winkwire/contract/delivery-states';
import type { Mode } from '@winkwire/contract/modes';
import type { Delivery } from '@winkwire/contract/resources/delivery';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import type { Page } from '@winkwire/contract/schema/envelope';
import { query } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { href, navigate } from '../app/router.ts';
import { AnswerBadge } from '../ui/answer-badge.tsx';
import { Card } from '../ui/card.tsx';
import { DeliveryBadge, deliveryLabel } from '../ui/delivery-state.tsx';
import { Id } from '../ui/id.tsx';
import { DueTime, Moment } from '../ui/moment.tsx';
import { More, Newer, useMore } from '../ui/more.tsx';
import { Answer, Empty } from '../ui/states.tsx';
import { TypeName } from '../ui/type-name.tsx';

interface DeliveryListProps {
  mode: Mode;
  webhook: Webhook;
  search: string;
}

/** What went to one endpoint, the newest first; the state chosen is in the address. */
export function DeliveryList({ mode, webhook, search }: DeliveryListProps) {
  const state = readState(search);
  const path = `/v1/webhooks/${webhook.id}/deliveries${query({ state, size: 25 })}`;
  const deliveries = useQuery<Page<Delivery>>(mode, path, 4);
  const more = useMore({ mode, path, first: deliveries.data, keyOf: ({ sequence }) => sequence });
  const choose = (chosen: string) =>
    navigate(href(mode, 'webhooks', webhook.id) + query({ state: chosen }), { replace: true });
  return (
    <Card
      title="Deliveries"
      actions={
        <>
          <a
            class="button"
            data-size="small"
            data-kind="quiet"
            href={href(mode, 'attempts') + query({ webhookId: webhook.id })}
          >
            All attempts
          </a>
          <label class="inline-field">
            <span class="visually-hidden">State</span>
            <select class="select" value={state} onChange={(event) => choose(event.currentTarget.value)}>
              <option value="">All states</option>
              {deliveryStates.map((each) => (
                <option key={each} value={each}>
                  {deliveryLabel(each)}
                </option>
              ))}
            </select>
          </label>
        </>
      }
    >
      <Answer query={deliveries}>
        {() => (
          <>
            <Newer more={more} />
            {more.items.length > 0 ? (
              <DeliveryTable mode={mode} deliveries={more.items} />
            ) : (
              <Empty title={titleOfNone(state, more.nextCursor)}>
                <p>{state ? 'Choose another state.' : 'Send a test, or let something happen in the demo.'}</p>
              </Empty>
            )}
            <More more={more} />
          </>
        )}
      </Answer>
    </Card>
  );
}

/** A page of a search may be empty, and not the last. */
function titleOfNone(state: string, nextCursor: string | null): string {
  if (nextCursor !== null) return 'None among the newest';
  return state ? 'None in this state' : 'Nothing was sent yet';
}

function readState(search: string): DeliveryState | '' {
  const given = new URLSearchParams(search).get('state');
  return deliveryStates.find((state) => state === given) ?? '';
}

function DeliveryTable({ mode, deliveries }: { mode: Mode; deliveries: Delivery[] }) {
  return (
    <table class="table">
      <thead>
        <tr>
          <th>Number</th>
          <th>Event</th>
          <th>State</th>
          <th>Last answer</th>
          <th class="end">Tries</th>
          <th class="end">When</th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <tr key={delivery.sequence}>
            <td class="number" data-label="Number">
              {delivery.sequence.toLocaleString()}
            </td>
            <td class="lead">
              <a class="row-link type" href={href(mode, 'events', delivery.eventId)}>
                <TypeName type={delivery.eventType} />
              </a>{' '}
              <Id value={delivery.sourceId} />
            </td>
            <td data-label="State">
              <DeliveryBadge state={delivery.state} />
            </td>
            <td data-label="Last answer">
              <LastAnswer delivery={delivery} />
            </td>
            <td class="end number" data-label="Tries">
              {delivery.attempts}
            </td>
            <td class="end" data-label="When">
              <Moment at={delivery.createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LastAnswer({
  delivery: { lastStatus, lastError, lastCause, nextAttemptAt },
}: {
  delivery: Delivery;
}) {
  if (lastStatus === null && lastError === null) return <span class="faint">none yet</span>;
  return (
    <span>
      <AnswerBadge status={lastStatus} error={lastError} cause={lastCause} />
      {nextAttemptAt && (
        <span class="faint small">
          {' '}
          again <DueTime at={nextAttemptAt} />
        </span>
      )}
    </span>
  );
}
