// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import type { Mode } from '@winkwire/contract/modes';
import type { Overview, OverviewEndpoint } from '@winkwire/contract/portal-api';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import { useQuery } from '../api/use-query.ts';
import { href } from '../app/address.ts';
import type { PageProps } from '../app/page-props.ts';
import { Card } from '../ui/card.tsx';
import { EndpointState } from '../ui/endpoint-state.tsx';
import { LiveList, useLiveList } from '../ui/live-list.tsx';
import { OnlyOperators } from '../ui/only-operators.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Empty, PartFailure } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { Backlog } from './backlog.tsx';
import { EndpointLink } from './endpoint-link.tsx';
import { FailedAttempts } from './failed-attempts.tsx';

const path = '/v1/webhooks?size=150';

export function WebhooksPage({ mode }: PageProps) {
  const webhooks = useLiveList<Webhook>({ mode, path, seconds: 10, keyOf });
  const overview = useQuery<Overview>(mode, '/portal/api/overview', 5);
  return (
    <>
      <PageHead
        title="Webhooks"
        lead="A webhook sends signed events to an endpoint. Each event is sent at least once. First attempts are in order within a source."
        actions={
          <OnlyOperators>
            <a class="button" data-kind="primary" href={href(mode, 'webhooks', 'new')}>
              Add a webhook
            </a>
          </OnlyOperators>
        }
      />
      <div class="stack">
        <PartFailure query={overview} missing="The figures of the endpoints could not be loaded." />
        <Card>
          <LiveList list={webhooks} empty={<NoWebhooks />}>
            {(items) => <Table columns={columnsOf(mode, overview.data)} items={items} keyOf={keyOf} />}
          </LiveList>
        </Card>
      </div>
    </>
  );
}

const keyOf = ({ id }: Webhook) => id;

const NoWebhooks = () => (
  <Empty title="No webhooks yet">
    <p>Add the address of your receiver. Earlier events are kept. A backfill can send them.</p>
  </Empty>
);

const countsIn = (overview: Overview | undefined, { id }: Webhook): OverviewEndpoint | undefined =>
  overview?.endpoints.find((endpoint) => endpoint.id === id);

const columnsOf = (mode: Mode, overview: Overview | undefined): Column<Webhook>[] => [
  { label: 'Endpoint', class: 'lead', cell: (webhook) => <EndpointLink mode={mode} {...webhook} /> },
  { label: 'Events', cell: ({ eventTypes }) => subscriptionText(eventTypes) },
  {
    label: 'State',
    cell: (webhook) => <EndpointState {...webhook} isServed={countsIn(overview, webhook)?.isServed} />,
  },
  {
    label: 'Backlog',
    class: 'end number',
    cell: (webhook) => {
      const counts = countsIn(overview, webhook);
      if (!counts) return '–';
      const { waiting, retrying } = counts;
      return <Backlog mode={mode} webhookId={webhook.id} waiting={waiting} retrying={retrying} />;
    },
  },
  {
    label: 'Failed attempts, 24 h',
    class: 'end number',
    cell: (webhook) => {
      const counts = countsIn(overview, webhook);
      if (!counts || !overview) return '–';
      const { day } = overview.since.attempts;
      return <FailedAttempts mode={mode} webhookId={counts.id} figures={counts.attempts.day} since={day} />;
    },
  },
];

function subscriptionText(eventTypes: readonly string[]): string {
  if (eventTypes.includes('ALL_EVENTS')) return 'All events';
  if (eventTypes.length === 0) return 'None';
  return eventTypes.length === 1 ? eventTypes[0]! : `${eventTypes.length} types`;
}
