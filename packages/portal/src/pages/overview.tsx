import type { DeliveryState } from '@winkwire/contract/delivery-states';
import type { Mode } from '@winkwire/contract/modes';
import type { Overview, OverviewEndpoint } from '@winkwire/contract/portal-api';
import { queryString } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { href } from '../app/address.ts';
import type { PageProps } from '../app/page-props.ts';
import { Card } from '../ui/card.tsx';
import { isBroken } from '../ui/endpoint-condition.ts';
import { EndpointState } from '../ui/endpoint-state.tsx';
import { durationText, errorRate } from '../ui/error-rate.ts';
import { Figures } from '../ui/figures.tsx';
import { Hours } from '../ui/hours.tsx';
import { Moment } from '../ui/moment.tsx';
import { OnlyOperators } from '../ui/only-operators.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Shares } from '../ui/shares.tsx';
import { Empty, QueryView } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { Backlog } from './backlog.tsx';
import { BrokenEndpoints } from './broken-endpoints.tsx';
import { deliveriesHref } from './delivery-filters.ts';
import { EndpointLink } from './endpoint-link.tsx';
import { FailedAttempts, periods } from './failed-attempts.tsx';
import { FirstSteps } from './first-steps.tsx';

export function OverviewPage({ mode }: PageProps) {
  const overview = useQuery<Overview>(mode, '/portal/api/overview', 5);
  return (
    <>
      <PageHead
        title="Overview"
        lead={
          mode === 'SANDBOX'
            ? 'Simulated providers and people, for trying things out.'
            : 'Real users and real data.'
        }
      />
      <QueryView query={overview} rows={9}>
        {(data) => (
          <div class="stack">
            <BrokenEndpoints mode={mode} endpoints={data.endpoints} />
            <Figures figures={figuresOf(data, mode)} />
            {!Object.values(data.firstSteps).every(Boolean) && (
              <FirstSteps mode={mode} done={data.firstSteps} />
            )}
            <div class="columns">
              <Card title="Events by hour">
                <div class="card-body">
                  <Hours hours={data.hours} hrefOf={(startsAt) => hourHref(mode, startsAt)} />
                </div>
              </Card>
              <Card
                title="Deliveries by state"
                lead="Deliveries of the last 24 hours that were delivered, those given up in the last 24 hours, and all that are pending or retrying."
              >
                <div class="card-body">
                  <Shares
                    counts={data.deliveries}
                    hrefOf={(state) => stateHref(mode, state, data.since.day)}
                  />
                </div>
              </Card>
            </div>
            <Card title="Endpoints">
              <EndpointTable mode={mode} endpoints={data.endpoints} since={data.since.attempts} />
            </Card>
          </div>
        )}
      </QueryView>
    </>
  );
}

function figuresOf(data: Overview, mode: Mode) {
  const { failed, retrying, waiting } = data.deliveries;
  const day = sumOf(data.endpoints.map(({ attempts }) => attempts.day));
  return [
    {
      name: 'Events today',
      value: data.eventsToday,
      href: href(mode, 'events') + queryString({ startDate: data.since.today }),
      note: 'since midnight UTC',
    },
    {
      name: 'Failed attempts, 24 h',
      value: errorRate(day),
      href:
        href(mode, 'attempts') +
        queryString({ live: 'true', succeeded: 'false', startDate: data.since.attempts.day }),
      note: `${day.failed.toLocaleString()} of ${day.total.toLocaleString()}`,
      bad: day.failed > 0,
    },
    {
      name: 'Backlog',
      value: waiting + retrying,
      note:
        waiting + retrying === 0 ? (
          'nothing waits'
        ) : (
          <>
            <Backlog mode={mode} waiting={waiting} retrying={retrying} />
            <Oldest endpoints={data.endpoints} />
          </>
        ),
      bad: data.endpoints.some(isBroken),
    },
    {
      name: 'Given up, 24 h',
      value: failed,
      href: stateHref(mode, 'FAILED', data.since.day),
      note: 'after the last attempt',
      bad: failed > 0,
    },
    {
      name: 'Endpoints',
      value: data.endpoints.length,
      note: <a href={href(mode, 'webhooks')}>All webhooks</a>,
    },
  ];
}

const sumOf = (figures: { total: number; failed: number }[]) => ({
  total: figures.reduce((sum, { total }) => sum + total, 0),
  failed: figures.reduce((sum, { failed }) => sum + failed, 0),
});

function Oldest({ endpoints }: { endpoints: OverviewEndpoint[] }) {
  const [oldest] = endpoints.flatMap(({ oldestBacklogAt }) => oldestBacklogAt ?? []).sort();
  if (oldest === undefined) return null;
  return (
    <>
      , oldest <Moment at={oldest} />
    </>
  );
}

const hourMs = 3_600_000;

/** The end of a period is inclusive, so it is one second before the next hour. */
const hourHref = (mode: Mode, startsAt: string): string => {
  const endDate = new Date(Date.parse(startsAt) + hourMs - 1000).toISOString();
  return href(mode, 'events') + queryString({ startDate: startsAt, endDate: `${endDate.slice(0, 19)}Z` });
};

/**
 * The list must match the count. `DELIVERED` is counted by the time of creation, and `FAILED` by the time at which a
 * delivery was given up.
 */
const stateHref = (mode: Mode, state: DeliveryState, day: string): string =>
  deliveriesHref(mode, {
    state,
    ...(state === 'DELIVERED' ? { startDate: day } : {}),
    ...(state === 'FAILED' ? { updatedStartDate: day } : {}),
  });

interface EndpointsProps {
  mode: Mode;
  endpoints: OverviewEndpoint[];
}

function EndpointTable({
  mode,
  endpoints,
  since,
}: EndpointsProps & { since: Overview['since']['attempts'] }) {
  if (endpoints.length > 0) {
    const brokenFirst = endpoints.toSorted((one, other) => Number(isBroken(other)) - Number(isBroken(one)));
    return <Table columns={columnsOf(mode, since)} items={brokenFirst} keyOf={({ id }) => id} />;
  }
  return (
    <Empty title="No webhooks yet">
      <p>
        Events are also logged while there is no webhook. A webhook receives new events, and a backfill can
        send it the earlier ones.
      </p>
      <OnlyOperators>
        <a class="button" data-kind="primary" href={href(mode, 'webhooks', 'new')}>
          Add a webhook
        </a>
      </OnlyOperators>
    </Empty>
  );
}

const columnsOf = (mode: Mode, since: Overview['since']['attempts']): Column<OverviewEndpoint>[] => [
  { label: 'Endpoint', class: 'lead', cell: (endpoint) => <EndpointLink mode={mode} {...endpoint} /> },
  { label: 'State', cell: (endpoint) => <EndpointState {...endpoint} /> },
  {
    label: 'Backlog',
    class: 'end number',
    cell: ({ id, waiting, retrying, oldestBacklogAt }) => (
      <>
        <Backlog mode={mode} webhookId={id} waiting={waiting} retrying={retrying} />
        {oldestBacklogAt !== null && (
          <div class="soft small">
            oldest <Moment at={oldestBacklogAt} />
          </div>
        )}
      </>
    ),
  },
  ...periods.map(
    ({ period, label }): Column<OverviewEndpoint> => ({
      label: `Failed, ${label}`,
      class: 'end number',
      cell: ({ id, attempts }) => (
        <FailedAttempts mode={mode} webhookId={id} figures={attempts[period]} since={since[period]} />
      ),
    }),
  ),
  {
    label: 'p50 / p95, 24 h',
    class: 'end number',
    cell: ({ attempts: { day } }) => `${durationText(day.p50)} / ${durationText(day.p95)}`,
  },
];
