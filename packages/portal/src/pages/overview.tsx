import type { Mode } from '@winkwire/contract/modes';
import type { Overview, OverviewEndpoint } from '@winkwire/contract/portal-api';
import { useQuery } from '../api/use-query.ts';
import { href } from '../app/address.ts';
import type { PageProps } from '../app/page-props.ts';
import { Card } from '../ui/card.tsx';
import { EndpointState, successRate } from '../ui/endpoint-state.tsx';
import { Figures } from '../ui/figures.tsx';
import { Hours } from '../ui/hours.tsx';
import { Moment } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Shares } from '../ui/shares.tsx';
import { Empty, QueryView } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { EndpointLink } from './endpoint-link.tsx';
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
            <Figures figures={figuresOf(data, mode)} />
            <FailingEndpoints mode={mode} endpoints={data.endpoints} />
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
  const { delivered, failed, retrying, waiting } = data.deliveries;
  const rate = successRate(data.deliveries);
  return [
    { name: 'Events today', value: data.eventsToday, note: 'since midnight UTC' },
    {
      name: 'Delivered, 24 h',
      value: delivered,
      note: rate === null ? 'none settled' : `${rate} of those settled`,
    },
    { name: 'Backlog', value: waiting + retrying, note: `${retrying.toLocaleString()} retrying` },
    { name: 'Given up, 24 h', value: failed, note: 'after the last attempt', bad: failed > 0 },
    {
      name: 'Endpoints',
      value: data.endpoints.length,
      note: <a href={href(mode, 'webhooks')}>All webhooks</a>,
    },
  ];
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
  { label: 'Delivered, 24 h', class: 'end number', cell: ({ delivered }) => delivered.toLocaleString() },
  {
    label: 'Backlog',
    class: 'end number',
    cell: ({ waiting, retrying }) => (waiting + retrying).toLocaleString(),
  },
  { label: 'Success, 24 h', class: 'end number', cell: (endpoint) => successRate(endpoint) ?? '–' },
];
