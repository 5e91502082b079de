import type { Mode } from '@winkwire/contract/modes';
import type { Overview } from '@winkwire/contract/portal-api';
import type { Replay } from '@winkwire/contract/resources/reconciliation';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { request } from '../api/request.ts';
import { type Query, useQuery } from '../api/use-query.ts';
import { href } from '../app/address.ts';
import type { PageProps } from '../app/page-props.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { EndpointState } from '../ui/endpoint-state.tsx';
import { useLiveList } from '../ui/live-list.tsx';
import { OnlyOperators } from '../ui/only-operators.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { QueryView } from '../ui/states.tsx';
import { toast } from '../ui/toast.tsx';
import { DeliveryList } from './delivery-list.tsx';
import { WebhookCheckpointCard } from './webhook-checkpoint-card.tsx';
import { WebhookDeleteDialog } from './webhook-delete-dialog.tsx';
import { WebhookFacts } from './webhook-facts.tsx';
import { WebhookFigures } from './webhook-figures.tsx';
import { WebhookReplayDialog } from './webhook-replay-dialog.tsx';
import { WebhookReplaysCard } from './webhook-replays-card.tsx';
import { WebhookRotateDialog } from './webhook-rotate-dialog.tsx';
import { WebhookStateNotice } from './webhook-state-notice.tsx';
import { WebhookTestDialog } from './webhook-test-dialog.tsx';

type DialogName = 'test' | 'rotate' | 'replay' | 'delete';

export function WebhookPage({ mode, id, query }: PageProps) {
  const path = `/v1/webhooks/${encodeURIComponent(id)}`;
  const webhook = useQuery<Webhook>(mode, path, 6);
  const replays = useLiveList<Replay>({ mode, path: `${path}/replays?size=5`, seconds: 3, keyOf });
  const overview = useQuery<Overview>(mode, '/portal/api/overview', 5);
  const isServed = overview.data?.endpoints.find((endpoint) => endpoint.id === id)?.isServed;
  const [dialog, setDialog] = useState<DialogName>();
  return (
    <>
      <PageHead
        title={webhook.data?.name ?? 'Webhook'}
        lead={
          webhook.data && (
            <>
              <EndpointState {...webhook.data} isServed={isServed} />{' '}
              <span class="mono">{webhook.data.url}</span>
            </>
          )
        }
        actions={<Actions mode={mode} webhook={webhook} onTest={() => setDialog('test')} />}
      />
      <QueryView query={webhook} rows={9}>
        {(data) => (
          <div class="stack">
            <WebhookStateNotice
              mode={mode}
              webhook={data}
              isServed={isServed}
              onPause={() => setActive(mode, webhook, false)}
              onReplay={() => setDialog('replay')}
            />
            <WebhookFigures mode={mode} webhook={data} overview={overview} />
            <DeliveryList mode={mode} webhook={data} query={query} />
            <div class="columns">
              <WebhookFacts
                mode={mode}
                webhook={data}
                onRotate={() => setDialog('rotate')}
                onChanged={webhook.refresh}
              />
              <div class="stack">
                <WebhookCheckpointCard mode={mode} id={data.id} />
                <WebhookReplaysCard
                  mode={mode}
                  replays={replays}
                  paused={!data.active}
                  onReplay={() => setDialog('replay')}
                />
                <OnlyOperators>
                  <DeleteCard onDelete={() => setDialog('delete')} />
                </OnlyOperators>
              </div>
            </div>
            <OpenDialog
              name={dialog}
              mode={mode}
              webhook={data}
              onClose={() => setDialog(undefined)}
              onRotated={webhook.refresh}
              onReplayed={replays.query.refresh}
            />
          </div>
        )}
      </QueryView>
    </>
  );
}

const keyOf = ({ id }: Replay) => id;

interface ActionsProps {
  mode: Mode;
  webhook: Query<Webhook>;
  onTest: () => void;
}

async function setActive(mode: Mode, { data, refresh }: Query<Webhook>, active: boolean): Promise<void> {
  const path = `/v1/webhooks/${data?.id}`;
  const webhook = await request<Webhook>(mode, path, { method: 'PATCH', body: { active } });
  toast(activeText(webhook));
  await refresh();
}

function activeText({ active, heldReason }: Webhook): string {
  if (!active) return 'Paused. New events are kept.';
  return heldReason === null
    ? 'Resumed. The backlog is sent first.'
    : `Resumed, but nothing can be sent yet. ${heldReason}`;
}

function Actions({ mode, webhook, onTest }: ActionsProps) {
  const { data } = webhook;
  if (!data) return null;
  return (
    <OnlyOperators>
      <Button onClick={onTest}>Send a test</Button>
      <Button onClick={() => setActive(mode, webhook, !data.active)}>
        {data.active ? 'Pause' : 'Resume'}
      </Button>
      <a class="button" href={href(mode, 'webhooks', data.id, 'edit')}>
        Edit
      </a>
    </OnlyOperators>
  );
}

interface OpenDialogProps {
  name: DialogName | undefined;
  mode: Mode;
  webhook: Webhook;
  onClose: () => void;
  onRotated: () => Promise<void>;
  onReplayed: () => Promise<void>;
}

function OpenDialog({ name, onRotated, onReplayed, ...common }: OpenDialogProps) {
  const { route } = useLocation();
  switch (name) {
    case 'test':
      return <WebhookTestDialog {...common} />;
    case 'rotate':
      return <WebhookRotateDialog {...common} onDone={onRotated} />;
    case 'replay':
      return <WebhookReplayDialog {...common} onDone={onReplayed} />;
    case 'delete':
      return <WebhookDeleteDialog {...common} onDone={() => route(href(common.mode, 'webhooks'))} />;
    case undefined:
      return null;
  }
}

function DeleteCard({ onDelete }: { onDelete: () => void }) {
  return (
    <Card title="Delete">
      <div class="card-body stack-s">
        <p class="soft small">
          Nothing more is sent, and the backlog is dropped. To stop temporarily, pause the webhook instead.
        </p>
        <div>
          <Button kind="danger" onClick={onDelete}>
            Delete webhook
          </Button>
        </div>
      </div>
    </Card>
  );
}
