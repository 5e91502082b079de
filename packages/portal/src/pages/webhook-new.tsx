// biome-ignore-all lint/style/noNonNullAssertion: a new webhook has a secret
import type { Mode } from '@winkwire/contract/modes';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { request } from '../api/request.ts';
import { href } from '../app/address.ts';
import { modeNames } from '../app/mode-names.ts';
import type { PageProps } from '../app/page-props.ts';
import { Card } from '../ui/card.tsx';
import { OnlyOperators } from '../ui/only-operators.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Empty } from '../ui/states.tsx';
import { toast } from '../ui/toast.tsx';
import { useLatest } from '../ui/use-latest.ts';
import { NewSecret } from './new-secret.tsx';
import { WebhookForm } from './webhook-form.tsx';
import type { WebhookSettings } from './webhook-settings.ts';

export function WebhookNewPage({ mode }: PageProps) {
  const { route } = useLocation();
  const begin = useLatest();
  const [added, setAdded] = useState<Webhook>();
  const save = async (settings: WebhookSettings) => {
    const signal = begin();
    const webhook = await request<Webhook>(mode, '/v1/webhooks', { method: 'POST', body: settings });
    if (settings.secret === undefined) return setAdded(webhook);
    toast(`${webhook.name} was added.`);
    if (!signal.aborted) route(href(mode, 'webhooks', webhook.id));
  };
  if (added) return <AddedWebhook mode={mode} webhook={added} />;
  return (
    <>
      <PageHead
        title="Add a webhook"
        lead={`The webhook receives events of ${modeNames[mode]} that happen after you have added it.`}
      />
      <OnlyOperators instead={<Empty title="Viewers cannot add webhooks" />}>
        <WebhookForm mode={mode} submit="Add webhook" onSave={save} />
      </OnlyOperators>
    </>
  );
}

/** Only the response to the registration contains the generated secret in full. Later, `GET` returns it masked. */
function AddedWebhook({ mode, webhook }: { mode: Mode; webhook: Webhook }) {
  return (
    <>
      <PageHead
        key="added"
        title={`${webhook.name} was added`}
        lead={<span class="mono">{webhook.url}</span>}
      />
      <Card title="Signing secret">
        <div class="card-body stack-s">
          <NewSecret secret={webhook.secret!} />
          <div class="actions">
            <a class="button" data-kind="primary" href={href(mode, 'webhooks', webhook.id)}>
              Go to the webhook
            </a>
          </div>
        </div>
      </Card>
    </>
  );
}
