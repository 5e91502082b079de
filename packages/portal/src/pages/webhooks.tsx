import type { Mode } from '@winkwire/contract/modes';
import type { Overview, OverviewEndpoint } from '@winkwire/contract/portal-api';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import type { Page } from '@winkwire/contract/schema/envelope';
import { useQuery } from '../api/use-query.ts';
import { href } from '../app/router.ts';
import { Card } from '../ui/card.tsx';
import { EndpointState, successRate } from '../ui/endpoint-state.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Answer, Empty } from '../ui/states.tsx';

const path = '/v1/webhooks?size=150';

export function WebhooksPage({ mode }: { mode: Mode }) {
  const webhooks = useQuery<Page<Webhook>>(mode, path, 10);
  const overview = useQuery<Overview>(mode, '/portal/api/overview', 5);
  const countsOf = (id: string) => overview.data?.endpoints.find((endpoint) => endpoint.id === id);
  return (
    <>
      <PageHead
        title="Webhooks"
        lead="Where your back end hears of events: signed, in order for each source, at least once."
        actions={
          <a class="button" data-kind="primary" href={href(mode, 'webhooks', 'new')}>
            Add a webhook
          </a>
        }
      />
      <Card>
        <Answer query={webhooks}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title="No webhook yet">
                <p>
                  Add the address of your receiver. Events that happen before are kept, and can be pulled by
                  API.
                </p>
              </Empty>
            ) : (
              <table class="table">
                <thead>
                  <tr>
                    <th>Endpoint</th>
                    <th>Events</th>
                    <th>State</th>
                    <th class="end">Backlog</th>
                    <th class="end">Success, 24 h</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((webhook) => (
                    <WebhookRow
                      key={webhook.id}
                      mode={mode}
                      webhook={webhook}
                      counts={countsOf(webhook.id)}
                    />
                  ))}
                </tbody>
              </table>
            )
          }
        </Answer>
      </Card>
    </>
  );
}

interface RowProps {
  mode: Mode;
  webhook: Webhook;
  counts: OverviewEndpoint | undefined;
}

function WebhookRow({ mode, webhook, counts }: RowProps) {
  return (
    <tr>
      <td class="lead">
        <a class="row-link" href={href(mode, 'webhooks', webhook.id)}>
          {webhook.name}
        </a>
        <div class="id">{webhook.url}</div>
      </td>
      <td data-label="Events">{subscriptionText(webhook.eventTypes)}</td>
      <td data-label="State">
        <EndpointState {...webhook} />
      </td>
      <td class="end number" data-label="Backlog">
        {counts ? (counts.waiting + counts.retrying).toLocaleString() : '–'}
      </td>
      <td class="end number" data-label="Success, 24 h">
        {(counts && successRate(counts)) ?? '–'}
      </td>
    </tr>
  );
}

function subscriptionText(eventTypes: readonly string[]): string {
  if (eventTypes.includes('ALL_EVENTS')) return 'All events';
  if (eventTypes.length === 0) return 'None';
  return eventTypes.length === 1 ? eventTypes[0]! : `${eventTypes.length} types`;
}
