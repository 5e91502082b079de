import { deliveryStates } from '@winkwire/contract/delivery-states';
import { idPattern } from '@winkwire/contract/ids';
import type { Mode } from '@winkwire/contract/modes';
import type { ListedEvent } from '@winkwire/contract/resources/event-record';
import { pickQuery, queryString } from '../api/request.ts';
import { href } from '../app/address.ts';
import type { PageProps } from '../app/page-props.ts';
import { deliveryLabel } from '../ui/delivery-state.tsx';
import { DeliverySummary } from '../ui/delivery-summary.tsx';
import { Id } from '../ui/id.tsx';
import { useLiveList } from '../ui/live-list.tsx';
import { Moment } from '../ui/moment.tsx';
import { SearchPage } from '../ui/search-page.tsx';
import { Empty } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { fromLocalInput, lastSecondOf } from '../ui/time.ts';
import { TypeName } from '../ui/type-name.tsx';
import { MoreFilters, SelectField, TypeField } from './filter-fields.tsx';
import { NoMatchSoFar } from './no-match-so-far.tsx';
import { PageTabs } from './page-tabs.tsx';
import { SubjectField } from './subject-field.tsx';
import { useSubjectSearch } from './use-subject-search.ts';
import { UsersWithReference } from './users-with-reference.tsx';

const filterNames = [
  'type',
  'deliveryState',
  'userId',
  'sourceId',
  'sessionId',
  'text',
  'startDate',
  'endDate',
] as const;

type EventFilters = Record<(typeof filterNames)[number], string>;

export function EventsPage({ mode, query }: PageProps) {
  const filters = pickQuery(query, filterNames);
  const path = `/v1/events${queryString({ ...filters, size: 50 })}`;
  const events = useLiveList<ListedEvent>({ mode, path, seconds: 4, keyOf });
  const isSearch = Object.values(filters).some(Boolean);
  return (
    <SearchPage
      title="Events"
      lead="The log: every event once, whether or not a webhook subscribes to it."
      tabs={<PageTabs mode={mode} current="events" />}
      form={<EventFilterForm mode={mode} filters={filters} />}
      list={events}
      empty={<NoEvents isSearch={isSearch} hasMore={events.hasMore} />}
    >
      {(items) => <Table columns={columnsOf(mode)} items={items} keyOf={keyOf} />}
    </SearchPage>
  );
}

const keyOf = ({ id }: ListedEvent) => id;

function NoEvents({ isSearch, hasMore }: { isSearch: boolean; hasMore: boolean }) {
  if (hasMore) return <NoMatchSoFar />;
  return isSearch ? (
    <Empty title="No event matches">
      <p>Try a wider filter. Events are kept for the configured time, 60 days by default.</p>
    </Empty>
  ) : (
    <Empty title="No events yet">
      <p>Create a user, or link an account in the demo: each step is an event.</p>
    </Empty>
  );
}

const stateOptions = [
  ['', 'Any state'] as const,
  ...deliveryStates.map((state) => [state, deliveryLabel(state)] as const),
];

function readForm(form: FormData): Partial<EventFilters> {
  const text = (name: string) => String(form.get(name)).trim();
  return {
    type: text('type'),
    deliveryState: text('deliveryState'),
    startDate: fromLocalInput(text('startDate')),
    endDate: lastSecondOf(text('endDate')),
  };
}

const isEventId = (text: string): boolean => new RegExp(idPattern('event')).test(text);

function EventFilterForm({ mode, filters }: { mode: Mode; filters: EventFilters }) {
  const apply = useSubjectSearch({
    mode,
    list: 'events',
    filters: filterNames,
    read: readForm,
    itemHref: (text) => (isEventId(text) ? href(mode, 'events', text) : undefined),
  });
  return (
    <search aria-label="Filter events">
      <form class="stack-s" onSubmit={apply}>
        <div class="filters">
          <TypeField label="Type" value={filters.type} onChange={apply} />
          <SelectField
            label="Deliveries"
            name="deliveryState"
            value={filters.deliveryState}
            narrow
            options={stateOptions}
            onChange={apply}
          />
          <SubjectField
            label="ID or text"
            name="subject"
            value={filters.userId || filters.sourceId || filters.sessionId || filters.text}
            onChange={apply}
          />
          {Object.values(filters).some(Boolean) && (
            <a class="button" data-kind="quiet" href={href(mode, 'events')}>
              Clear
            </a>
          )}
        </div>
        <UsersWithReference mode={mode} list="events" filters={filters} />
        <MoreFilters
          open={Boolean(filters.startDate || filters.endDate)}
          startDate={filters.startDate}
          endDate={filters.endDate}
          onChange={apply}
        />
      </form>
    </search>
  );
}

const columnsOf = (mode: Mode): Column<ListedEvent>[] => [
  {
    label: 'Type',
    class: 'lead',
    cell: ({ id, type }) => (
      <a class="row-link type" href={href(mode, 'events', id)}>
        <TypeName type={type} />
      </a>
    ),
  },
  {
    label: 'User',
    cell: ({ userId }) => (userId ? <Id listed value={userId} href={href(mode, 'users', userId)} /> : '–'),
  },
  {
    label: 'Source',
    class: 'wide',
    cell: ({ sourceId, userId }) =>
      sourceId === userId ? <span class="faint">the user</span> : <Id listed value={sourceId} />,
  },
  { label: 'Deliveries', cell: ({ deliveryCounts }) => <DeliverySummary counts={deliveryCounts} /> },
  { label: 'Event', class: 'wide', cell: ({ id }) => <Id listed value={id} /> },
  { label: 'When', class: 'end', cell: ({ createdAt }) => <Moment at={createdAt} /> },
];
