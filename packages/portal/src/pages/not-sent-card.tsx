import type { Mode } from '@winkwire/contract/modes';
import type { EventWithDeliveries } from '@winkwire/contract/resources/event-record';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import { href } from '../app/address.ts';
import { Card } from '../ui/card.tsx';
import { Explain } from './explain.tsx';

interface NotSentCardProps {
  mode: Mode;
  event: EventWithDeliveries;
  webhooks: Webhook[];
}

/** The endpoints that have no delivery of this event, each with the reason on demand. */
export function NotSentCard({ mode, event, webhooks }: NotSentCardProps) {
  const others = webhooks.filter(({ id }) => !event.deliveries.some(({ webhookId }) => webhookId === id));
  if (webhooks.length === 0) {
    return (
      <Card title="No webhooks">
        <div class="card-body">
          <p class="soft">
            The event is kept in the log. <a href={href(mode, 'webhooks', 'new')}>Add a webhook</a> to receive
            the next ones.
          </p>
        </div>
      </Card>
    );
  }
  if (others.length === 0) return null;
  return (
    <Card title="Not sent to">
      <ul class="card-body stack-s">
        {others.map((webhook) => (
          <li key={webhook.id}>
            <a href={href(mode, 'webhooks', webhook.id)}>{webhook.name}</a>
            <Explain mode={mode} webhookId={webhook.id} eventId={event.id} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
