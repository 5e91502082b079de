import { type DeliveryState, deliveryStates } from '@winkwire/contract/delivery-states';
import type { Mode } from '@winkwire/contract/modes';
import type { Delivery } from '@winkwire/contract/resources/delivery';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import { useLocation } from 'preact-iso/router';
import { queryString } from '../api/request.ts';
import { href } from '../app/address.ts';
import { Card } from '../ui/card.tsx';
import { DeliveryBadge, deliveryLabel } from '../ui/delivery-state.tsx';
import { Id } from '../ui/id.tsx';
import { LiveList, useLiveList } from '../ui/live-list.tsx';
import { DueTime, Moment } from '../ui/moment.tsx';
import { ResponseBadge } from '../ui/response-badge.tsx';
import { Empty } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { TypeName } from '../ui/type-name.tsx';

interface DeliveryListProps {
  mode: Mode;
  webhook: Webhook;
  query: Record<string, string>;
}

export function DeliveryList({ mode, webhook, query }: DeliveryListProps) {
  const state = deliveryStates.find((each) => each === query.state) ?? '';
  const path = `/v1/webhooks/${webhook.id}/deliveries${queryString({ state, size: 25 })}`;
  const deliveries = useLiveList<Delivery>({ mode, path, seconds: 4, keyOf });
  return (
    <Card
      title="Deliveries"
      actions={
        <>
          <a
            class="button"
            data-size="small"
            data-kind="quiet"
            href={href(mode, 'attempts') + queryString({ webhookId: webhook.id })}
          >
            All attempts
          </a>
          <StateSelect page={href(mode, 'webhooks', webhook.id)} state={state} />
        </>
      }
    >
      <LiveList list={deliveries} empty={<NoDeliveries state={state} hasMore={deliveries.hasMore} />}>
        {(items) => <Table columns={columnsOf(mode, webhook)} items={items} keyOf={keyOf} />}
      </LiveList>
    </Card>
  );
}

const keyOf = ({ sequence }: Delivery) => sequence;

function StateSelect({ page, state }: { page: string; state: DeliveryState | '' }) {
  const { route } = useLocation();
  return (
    <label class="inline-field">
      <span class="visually-hidden">State</span>
      <select
        class="select"
        value={state}
        onChange={(event) => route(page + queryString({ state: event.currentTarget.value }), true)}
      >
        <option value="">All states</option>
        {deliveryStates.map((each) => (
          <option key={each} value={each}>
            {deliveryLabel(each)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** With `hasMore`, older pages may still contain deliveries. */
function NoDeliveries({ state, hasMore }: { state: DeliveryState | ''; hasMore: boolean }) {
  if (state === '' && !hasMore) {
    return (
      <Empty title="No deliveries yet">
        <p>The next event of a subscribed type appears here. Tests are not listed.</p>
      </Empty>
    );
  }
  return (
    <Empty title={hasMore ? 'None among the newest' : 'None in this state'}>
      <p>Choose another state.</p>
    </Empty>
  );
}

const columnsOf = (mode: Mode, { active }: Webhook): Column<Delivery>[] => [
  { label: 'Sequence', class: 'number', cell: ({ sequence }) => sequence.toLocaleString() },
  {
    label: 'Event',
    class: 'lead',
    cell: ({ eventId, eventType, sourceId }) => (
      <>
        <a class="row-link type" href={href(mode, 'events', eventId)}>
          <TypeName type={eventType} />
        </a>{' '}
        <Id listed value={sourceId} />
      </>
    ),
  },
  { label: 'State', cell: ({ state }) => <DeliveryBadge state={state} /> },
  { label: 'Last response', cell: (delivery) => <LastResponse delivery={delivery} paused={!active} /> },
  { label: 'Attempts', class: 'end number', cell: ({ attempts }) => attempts },
  { label: 'When', class: 'end', cell: ({ createdAt }) => <Moment at={createdAt} /> },
];

function LastResponse({ delivery, paused }: { delivery: Delivery; paused: boolean }) {
  const { lastStatus, lastError, lastCause, nextAttemptAt } = delivery;
  if (lastStatus === null && lastError === null) return <span class="faint">none yet</span>;
  return (
    <span>
      <ResponseBadge status={lastStatus} error={lastError} cause={lastCause} />
      {nextAttemptAt && (
        <span class="faint small">
          {' '}
          next attempt {paused ? 'once resumed' : <DueTime at={nextAttemptAt} />}
        </span>
      )}
    </span>
  );
}
