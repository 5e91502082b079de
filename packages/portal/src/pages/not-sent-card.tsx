import type { Mode } from '@winkwire/contract/modes';
import type { EventWithDeliveries } from '@winkwire/contract/resources/event-record';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import type { Page } from '@winkwire/contract/schema/envelope';
import { href } from '../app/address.ts';
import { Card } from '../ui/card.tsx';
import { ChangeButton } from '../ui/change-button.tsx';
import { OnlyOperators } from '../ui/only-operators.tsx';
import { incompleteText } from '../ui/pages.ts';
import { Explain } from './explain.tsx';
import { redeliver } from './redeliver.ts';

interface NotSentCardProps {
  mode: Mode;
  event: EventWithDeliveries;
  webhooks: Page<Webhook>;
  refresh: () => Promise<void>;
}

export function NotSentCard({ mode, event, webhooks, refresh }: NotSentCardProps) {
  const others = webhooks.items.filter(
    ({ id }) => !event.deliveries.some(({ webhookId }) => webhookId === id),
  );
  if (webhooks.items.length === 0) {
    return (
      <Card title="No webhooks">
        <div class="card-body">
          <p class="soft">
            The event is kept in the log.{' '}
            <OnlyOperators>
              <a href={href(mode, 'webhooks', 'new')}>Add a webhook</a> to receive the next events.
            </OnlyOperators>
          </p>
        </div>
      </Card>
    );
  }
  const note = incompleteText(webhooks);
  if (others.length === 0 && !note) return null;
  return (
    <Card title="Not sent to">
      <ul class="rows">
        {others.map((webhook) => (
          <NotSentRow key={webhook.id} mode={mode} event={event} webhook={webhook} refresh={refresh} />
        ))}
      </ul>
      {note && <p class="card-body soft small">{note}</p>}
    </Card>
  );
}

interface NotSentRowProps {
  mode: Mode;
  event: EventWithDeliveries;
  webhook: Webhook;
  refresh: () => Promise<void>;
}

function NotSentRow({ mode, event, webhook, refresh }: NotSentRowProps) {
  const send = async () => {
    await redeliver(mode, { webhookId: webhook.id, webhookName: webhook.name, eventId: event.id });
    await refresh();
  };
  return (
    <li class="delivery" aria-label={webhook.name}>
      <a class="figure-link" href={href(mode, 'webhooks', webhook.id)}>
        {webhook.name}
      </a>
      <ChangeButton size="small" disabled={event.body === null} onClick={send}>
        Send it<span class="visually-hidden"> to {webhook.name}</span>
      </ChangeButton>
      <Explain mode={mode} webhookId={webhook.id} eventId={event.id} />
    </li>
  );
}
