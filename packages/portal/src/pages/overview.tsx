// biome-ignore-all lint/style/noNonNullAssertion: only failing endpoints are shown
import type { Mode } from '@winkwire/contract/modes';
import type { Overview, OverviewEndpoint } from '@winkwire/contract/portal-api';
import { useQuery } from '../api/use-query.ts';
import { href } from '../app/address.ts';
import type { PageProps } from '../app/page-props.ts';
import { Card } from '../ui/card.tsx';
import { EndpointState } from '../ui/endpoint-state.tsx';
import { errorRate, latencyText } from '../ui/error-rate.ts';
import { Figures } from '../ui/figures.tsx';
import { Hours } from '../ui/hours.tsx';
import { Moment } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Shares } from '../ui/shares.tsx';
import { Empty, QueryView } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
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
            <FailingEndpoints mode={mode} endpoints={data.endpoints} />
            <Figures figures={figuresOf(data, mode)} />
            {!Object.values(data.firstSteps).every(Boolean) && (
              <FirstSteps mode={mode} done={data.firstSteps} />
            )}
            <div class="columns">
              <Card title="Events by hour">
                <div class="card-body">
                  <Hours hours={data.hours} />
                </div>
              </Card>
              <Card
                title="Deliveries by state"
                lead="Settled in the last 24 hours, and everything unsettled."
              >
                <div class="card-body">
                  <Shares counts={data.deliveries} />
                </div>
              </Card>
            </div>
            <Card title="Endpoints">
              <EndpointTable mode={mode} endpoints={data.endpoints} />
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
  const isFailing = data.endpoints.some(({ active, failingSince }) => active && failingSince !== null);
  return [
    { name: 'Events today', value: data.eventsToday, note: 'since midnight UTC' },
    {
      name: 'Failed attempts, 24 h',
      value: errorRate(day),
      note: `${day.failed.toLocaleString()} of ${day.total.toLocaleString()}`,
      bad: day.failed > 0,
    },
    {
      name: 'Backlog',
      value: waiting + retrying,
      note: backlogNote(data.endpoints, retrying),
      bad: isFailing,
    },
    { name: 'Given up, 24 h', value: failed, note: 'after the last attempt', bad: failed > 0 },
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

function backlogNote(endpoints: OverviewEndpoint[], retrying: number) {
  const [oldest] = endpoints.flatMap(({ oldestBacklogAt }) => oldestBacklogAt ?? []).sort();
  return oldest === undefined ? (
    'nothing waits'
  ) : (
    <>
      {retrying.toLocaleString()} retrying, oldest <Moment at={oldest} />
    </>
  );
}

interface EndpointsProps {
  mode: Mode;
  endpoints: OverviewEndpoint[];
}

function FailingEndpoints({ mode, endpoints }: EndpointsProps) {
  const failing = endpoints.filter(({ failingSince, active }) => failingSince !== null && active);
  return (
    <>
      {failing.map((endpoint) => (
        <div key={endpoint.id} class="notice" data-tone="bad">
          <div>
            No delivery to <strong>{endpoint.name}</strong> has succeeded since{' '}
            <Moment at={endpoint.failingSince!} exact />. Its events are kept and retried.
          </div>
          <a class="button" data-size="small" href={href(mode, 'webhooks', endpoint.id)}>
            View endpoint
          </a>
        </div>
      ))}
    </>
  );
}

function EndpointTable({ mode, endpoints }: EndpointsProps) {
  if (endpoints.length > 0) {
    return <Table columns={columnsOf(mode)} items={endpoints} keyOf={({ id }) => id} />;
  }
  return (
    <Empty title="No webhooks yet">
      <p>
        Events are logged without webhooks too. A webhook receives new events, and can backfill earlier ones.
      </p>
      <a class="button" data-kind="primary" href={href(mode, 'webhooks', 'new')}>
        Add a webhook
      </a>
    </Empty>
  );
}

const columnsOf = (mode: Mode): Column<OverviewEndpoint>[] => [
  { label: 'Endpoint', class: 'lead', cell: (endpoint) => <EndpointLink mode={mode} {...endpoint} /> },
  { label: 'State', cell: (endpoint) => <EndpointState {...endpoint} /> },
  {
    label: 'Backlog',
    class: 'end number',
    cell: ({ waiting, retrying }) => (waiting + retrying).toLocaleString(),
  },
  {
    label: 'Oldest',
    class: 'end',
    cell: ({ oldestBacklogAt }) => (oldestBacklogAt === null ? '–' : <Moment at={oldestBacklogAt} />),
  },
  ...periods.map(
    ({ period, label }): Column<OverviewEndpoint> => ({
      label: `Failed, ${label}`,
      class: 'end number',
      cell: ({ id, attempts }) => <FailedAttempts mode={mode} webhookId={id} figures={attempts[period]} />,
    }),
  ),
  { label: 'p50 / p95, 24 h', class: 'end number', cell: ({ attempts }) => latencyText(attempts.day) },
];
