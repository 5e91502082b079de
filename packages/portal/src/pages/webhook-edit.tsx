import type { Webhook } from '@winkwire/contract/resources/webhook';
import { useLocation } from 'preact-iso/router';
import { request } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { href } from '../app/address.ts';
import type { PageProps } from '../app/page-props.ts';
import { OnlyOperators } from '../ui/only-operators.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Empty, QueryView } from '../ui/states.tsx';
import { toast } from '../ui/toast.tsx';
import { useLatest } from '../ui/use-latest.ts';
import { WebhookForm } from './webhook-form.tsx';
import type { WebhookSettings } from './webhook-settings.ts';

export function WebhookEditPage({ mode, id }: PageProps) {
  const { route } = useLocation();
  const begin = useLatest();
  const path = `/v1/webhooks/${encodeURIComponent(id)}`;
  const webhook = useQuery<Webhook>(mode, path);
  const save = async (settings: WebhookSettings) => {
    const signal = begin();
    const saved = await request<Webhook>(mode, path, { method: 'PATCH', body: settings });
    webhook.replace(saved);
    toast(`${saved.name} was saved.`);
    // Text typed while saving is not saved yet, so the page stays open.
    if (!signal.aborted) route(href(mode, 'webhooks', id));
  };
  return (
    <>
      <PageHead title="Edit webhook" lead={webhook.data?.name} />
      <OnlyOperators instead={<Empty title="Viewers cannot edit webhooks" />}>
        <QueryView query={webhook}>
          {(data) => <WebhookForm mode={mode} webhook={data} submit="Save" onSave={save} onEdit={begin} />}
        </QueryView>
      </OnlyOperators>
    </>
  );
}
