import { deliveryStates } from '@winkwire/contract/delivery-states';
import type { Mode } from '@winkwire/contract/modes';
import type { Delivery } from '@winkwire/contract/resources/delivery';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import { queryString } from '../api/request.ts';
import { href } from '../app/address.ts';
import type { PageProps } from '../app/page-props.ts';
import { DeliveryBadge, deliveryLabel } from '../ui/delivery-state.tsx';
import { useLiveList } from '../ui/live-list.tsx';
import { DueTime, Moment } from '../ui/moment.tsx';
import { ResponseBadge } from '../ui/response-badge.tsx';
import { SearchPage } from '../ui/search-page.tsx';
import { Empty } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { TypeName } from '../ui/type-name.tsx';
import {
  type Clock,
  clocks,
  type DeliveryFilters,
  deliveryFilterNames,
  orderText,
  periodOf,
  readDeliveryFilters,
  readDeliveryForm,
  subjectOf,
} from './delivery-filters.ts';
import type { EndpointName } from './endpoint-name.ts';
import { MoreFilters, SelectField, TypeField } from './filter-fields.tsx';
import { NoMatchSoFar } from './no-match-so-far.tsx';
import { PageTabs } from './page-tabs.tsx';
import { SubjectField } from './subject-field.tsx';
import { useEndpoints } from './use-endpoints.ts';
import { useSubjectSearch } from './use-subject-search.ts';
import { UsersWithReference } from './users-with-reference.tsx';

/** The address contains the filters, so that figures can link to the deliveries that they count. */
export function DeliveriesPage({ mode, query }: PageProps) {
  const filters = readDeliveryFilters(query);
  const path = `/v1/deliveries${queryString({ ...filters, size: 50 })}`;
  const deliveries = useLiveList<Delivery>({ mode, path, seconds: 4, keyOf });
  const { webhooks, webhooksHint, nameOf } = useEndpoints(mode, deliveries.items);
  const isSearch = Object.values(filters).some(Boolean);
  const { clock } = periodOf(filters);
  return (
    <SearchPage
      title="Deliveries"
      lead={`One row for each event and each endpoint that it is sent to. ${orderText(filters)}`}
      tabs={<PageTabs mode={mode} current="deliveries" />}
      form={
        <DeliveryFilterForm mode={mode} filters={filters} webhooks={webhooks} webhooksHint={webhooksHint} />
      }
      list={deliveries}
      empty={<NoDeliveries isSearch={isSearch} hasMore={deliveries.hasMore} />}
    >
      {(items) => <Table columns={columnsOf(mode, nameOf, clock)} items={items} keyOf={keyOf} />}
    </SearchPage>
  );
}

const keyOf = ({ webhookId, sequence }: Delivery) => `${webhookId} ${sequence}`;

function NoDeliveries({ isSearch, hasMore }: { isSearch: boolean; hasMore: boolean }) {
  if (hasMore) return <NoMatchSoFar />;
  return isSearch ? (
    <Empty title="No delivery matches">
      <p>Try a wider filter.</p>
    </Empty>
  ) : (
    <Empty title="No deliveries yet">
      <p>Every event is delivered to the webhooks that subscribe to its type.</p>
    </Empty>
  );
}

const stateOptions = [
  ['', 'Any state'] as const,
  ...deliveryStates.map((state) => [state, deliveryLabel(state)] as const),
];

interface DeliveryFilterFormProps {
  mode: Mode;
  filters: DeliveryFilters;
  webhooks: readonly Webhook[];
  webhooksHint: string | undefined;
}

function DeliveryFilterForm({ mode, filters, webhooks, webhooksHint }: DeliveryFilterFormProps) {
  const { clock, startDate, endDate } = periodOf(filters);
  const apply = useSubjectSearch({
    mode,
    list: 'deliveries',
    filters: deliveryFilterNames,
    read: readDeliveryForm,
  });
  return (
    <search aria-label="Filter deliveries">
      <form class="stack-s" onSubmit={apply}>
        <div class="filters">
          <SelectField
            label="Endpoint"
            name="webhookId"
            value={filters.webhookId}
            hint={webhooksHint}
            options={[['', 'All endpoints'], ...webhooks.map(({ id, name }) => [id, name] as const)]}
            onChange={apply}
          />
          <SelectField
            label="State"
            name="state"
            value={filters.state}
            narrow
            options={stateOptions}
            onChange={apply}
          />
          <SubjectField label="ID or text" name="subject" value={subjectOf(filters)} onChange={apply} />
          {Object.values(filters).some(Boolean) && (
            <a class="button" data-kind="quiet" href={href(mode, 'deliveries')}>
              Clear
            </a>
          )}
        </div>
        <UsersWithReference mode={mode} list="deliveries" filters={filters} />
        <MoreFilters
          open={Boolean(filters.type || startDate || endDate)}
          startDate={startDate}
          endDate={endDate}
          onChange={apply}
        >
          <TypeField label="Event type" value={filters.type} onChange={apply} />
          <SelectField label="Time of" name="clock" value={clock} options={clocks} onChange={apply} />
        </MoreFilters>
      </form>
    </search>
  );
}

const columnsOf = (
  mode: Mode,
  nameOf: (webhookId: string) => EndpointName,
  clock: Clock,
): Column<Delivery>[] => [
  {
    label: 'Event',
    class: 'lead',
    cell: ({ eventId, eventType }) => (
      <a class="row-link type" href={href(mode, 'events', eventId)}>
        <TypeName type={eventType} />
      </a>
    ),
  },
  {
    label: 'Endpoint',
    class: 'long',
    cell: ({ webhookId }) => {
      const name = nameOf(webhookId);
      if (name === null) return <span class="faint">deleted</span>;
      return <a href={href(mode, 'webhooks', webhookId)}>{name ?? '…'}</a>;
    },
  },
  {
    label: 'State',
    cell: ({ webhookId, state }) => <DeliveryBadge state={state} isDeleted={nameOf(webhookId) === null} />,
  },
  {
    label: 'Last response',
    cell: ({ webhookId, lastStatus, lastError, lastCause, nextAttemptAt }) =>
      lastStatus === null && lastError === null ? (
        <span class="faint">none yet</span>
      ) : (
        <span>
          <ResponseBadge status={lastStatus} error={lastError} cause={lastCause} />
          {nextAttemptAt && nameOf(webhookId) !== null && (
            <span class="faint small">
              {' '}
              next attempt <DueTime at={nextAttemptAt} />
            </span>
          )}
        </span>
      ),
  },
  { label: 'Attempts', class: 'end number', cell: ({ attempts }) => attempts },
  clock === 'updated'
    ? { label: 'Last change', class: 'end', cell: ({ updatedAt }) => <Moment at={updatedAt} /> }
    : { label: 'When', class: 'end', cell: ({ createdAt }) => <Moment at={createdAt} /> },
];
