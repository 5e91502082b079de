// biome-ignore-all lint/style/noNonNullAssertion: the field is inside a form
import type { Mode } from '@winkwire/contract/modes';
import type { WidgetSession } from '@winkwire/contract/resources/widget-session';
import { sessionOutcomes } from '@winkwire/contract/session-outcomes';
import { useLocation } from 'preact-iso/router';
import { pickQuery, queryString } from '../api/request.ts';
import { href } from '../app/address.ts';
import type { PageProps } from '../app/page-props.ts';
import { Id } from '../ui/id.tsx';
import { useLiveList } from '../ui/live-list.tsx';
import { Moment } from '../ui/moment.tsx';
import { SearchPage } from '../ui/search-page.tsx';
import { Empty } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { duration, fromLocalInput, lastSecondOf } from '../ui/time.ts';
import { MoreFilters, SelectField } from './filter-fields.tsx';
import { PageTabs } from './page-tabs.tsx';
import { SessionFilterFields } from './session-filter-fields.tsx';
import { detailOf, deviceNames, OutcomeBadge, outcomeNames } from './session-words.tsx';

const filterNames = [
  'outcome',
  'providerId',
  'templateId',
  'device',
  'userId',
  'startDate',
  'endDate',
] as const;

type SessionFilters = Record<(typeof filterNames)[number], string>;

export function SessionsPage({ mode, query }: PageProps) {
  const filters = pickQuery(query, filterNames);
  const path = `/v1/sessions${queryString({ ...filters, size: 50 })}`;
  const sessions = useLiveList<WidgetSession>({ mode, path, seconds: 5, keyOf });
  const isSearch = Object.values(filters).some(Boolean);
  return (
    <SearchPage
      title="Sessions"
      lead="Each session is one opening of the widget. Open a session to see what the user saw."
      tabs={<PageTabs mode={mode} current="sessions" />}
      form={<SessionFilterForm mode={mode} filters={filters} />}
      list={sessions}
      empty={<NoSessions isSearch={isSearch} />}
    >
      {(items) => <Table columns={columnsOf(mode)} items={items} keyOf={keyOf} />}
    </SearchPage>
  );
}

const keyOf = ({ id }: WidgetSession) => id;

const NoSessions = ({ isSearch }: { isSearch: boolean }) =>
  isSearch ? (
    <Empty title="No session matches">
      <p>Try a wider filter. Sessions in progress have no outcome yet.</p>
    </Empty>
  ) : (
    <Empty title="No sessions yet">
      <p>A session begins when a page opens the widget. The demo has such a page.</p>
    </Empty>
  );

const outcomes = [
  ['', 'Any outcome'] as const,
  ...sessionOutcomes.map((outcome) => [outcome, outcomeNames[outcome]] as const),
];

function SessionFilterForm({ mode, filters }: { mode: Mode; filters: SessionFilters }) {
  const { route } = useLocation();
  const apply = (event: Event) => {
    event.preventDefault();
    const form = (event.currentTarget as HTMLElement).closest('form')!;
    const data = new FormData(form);
    const field = (name: string) => String(data.get(name) ?? '').trim();
    const search = queryString({
      ...Object.fromEntries(filterNames.map((name) => [name, field(name)])),
      userId: filters.userId,
      startDate: fromLocalInput(field('startDate')),
      endDate: lastSecondOf(field('endDate')),
    });
    route(href(mode, 'sessions') + search, true);
  };
  return (
    <search aria-label="Filter sessions">
      <form class="stack-s" onSubmit={apply}>
        <div class="filters">
          <SelectField
            label="Outcome"
            name="outcome"
            value={filters.outcome}
            narrow
            options={outcomes}
            onChange={apply}
          />
          <SessionFilterFields mode={mode} filters={filters} onChange={apply} />
          {Object.values(filters).some(Boolean) && (
            <a class="button" data-kind="quiet" href={href(mode, 'sessions')}>
              Clear
            </a>
          )}
        </div>
        {filters.userId && (
          <p class="small">
            Only sessions of <Id value={filters.userId} href={href(mode, 'users', filters.userId)} />
          </p>
        )}
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

const columnsOf = (mode: Mode): Column<WidgetSession>[] => [
  {
    label: 'Outcome',
    class: 'lead',
    cell: (session) => (
      <a class="row-link" href={href(mode, 'sessions', session.id)}>
        <OutcomeBadge session={session} /> <span class="soft small">{detailOf(session)}</span>
      </a>
    ),
  },
  {
    label: 'User',
    cell: ({ userId }) => <Id listed value={userId} href={href(mode, 'users', userId)} />,
  },
  { label: 'Provider', cell: ({ providerId }) => providerId ?? <span class="faint">none chosen</span> },
  { label: 'Screens', class: 'wide', cell: ({ screens }) => screens.length },
  {
    label: 'Device',
    class: 'wide',
    cell: ({ device }) => (device ? deviceNames[device] : <span class="faint">unknown</span>),
  },
  { label: 'Time', class: 'number', cell: (session) => duration(session.duration) },
  { label: 'Began', class: 'end', cell: ({ startedAt }) => <Moment at={startedAt} /> },
];
