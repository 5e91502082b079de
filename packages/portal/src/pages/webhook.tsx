import type { Mode } from '@winkwire/contract/modes';
import type { Overview } from '@winkwire/contract/portal-api';
import type { Replay } from '@winkwire/contract/resources/reconciliation';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import type { Page } from '@winkwire/contract/schema/envelope';
import { useState } from 'preact/hooks';
import { query, request } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { href, navigate } from '../app/router.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { EndpointState, successRate } from '../ui/endpoint-state.tsx';
import { Moment } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Answer } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { DeliveryList } from './delivery-list.tsx';
import { WebhookCheckpointCard } from './webhook-checkpoint-card.tsx';
import { DeleteDialog, ReplayDialog, RotateDialog, TestDialog } from './webhook-dialogs.tsx';
import { WebhookFacts } from './webhook-facts.tsx';
import { WebhookReplaysCard } from './webhook-replays-card.tsx';

type DialogName = 'test' | 'rotate' | 'replay' | 'delete';

export function WebhookPage({ mode, id, search }: { mode: Mode; id: string; search: string }) {
  const path = `/v1/webhooks/${encodeURIComponent(id)}`;
  const webhook = useQuery<Webhook>(mode, path, 6);
  const replaysPath = `${path}/replays?size=5`;
  const replays = useQuery<Page<Replay>>(mode, replaysPath, 3);
  const [dialog, setDialog] = useState<DialogName>();
  const close = () => setDialog(undefined);
  const setActive = async (active: boolean) => {
    await request(mode, path, { method: 'PATCH', body: { active } });
    say(active ? 'Resumed where it stopped.' : 'Paused. Its events are kept.');
    await webhook.refresh();
  };
  return (
    <>
      <PageHead
        title={webhook.data?.name ?? 'Webhook'}
        lead={webhook.data && <span class="mono">{webhook.data.url}</span>}
        actions={
          webhook.data && (
            <>
              <Button onClick={() => setDialog('test')}>Send a test</Button>
              <Button onClick={() => setActive(!webhook.data!.active)}>
                {webhook.data.active ? 'Pause' : 'Resume'}
              </Button>
              <a class="button" href={href(mode, 'webhooks', id, 'edit')}>
                Edit
              </a>
            </>
          )
        }
      />
      <Answer query={webhook} rows={9}>
        {(data) => (
          <div class="stack">
            <Condition mode={mode} webhook={data} />
            <Counts mode={mode} id={id} webhook={data} />
            <div class="columns">
              <WebhookFacts mode={mode} webhook={data} onRotate={() => setDialog('rotate')} />
              <div class="stack">
                <WebhookCheckpointCard mode={mode} path={path} />
                <WebhookReplaysCard
                  mode={mode}
                  path={replaysPath}
                  replays={replays}
                  paused={!data.active}
                  onReplay={() => setDialog('replay')}
                />
                <Danger onDelete={() => setDialog('delete')} />
              </div>
            </div>
            <DeliveryList mode={mode} webhook={data} search={search} />
            {dialog === 'test' && <TestDialog mode={mode} webhook={data} onClose={close} />}
            {dialog === 'rotate' && (
              <RotateDialog mode={mode} webhook={data} onClose={close} onDone={webhook.refresh} />
            )}
            {dialog === 'replay' && (
              <ReplayDialog mode={mode} webhook={data} onClose={close} onDone={replays.refresh} />
            )}
            {dialog === 'delete' && (
              <DeleteDialog
                mode={mode}
                webhook={data}
                onClose={close}
                onDone={() => navigate(href(mode, 'webhooks'))}
              />
            )}
          </div>
        )}
      </Answer>
    </>
  );
}

function Condition({ mode, webhook }: { mode: Mode; webhook: Webhook }) {
  if (webhook.heldReason !== null) {
    return (
      <div class="notice" data-tone="bad">
        <div>
          <strong>{webhook.heldReason}</strong> Events are kept meanwhile. Configure that key again, or rotate
          the secret and set headers and TLS anew.
        </div>
      </div>
    );
  }
  if (!webhook.active) {
    return (
      <div class="notice" data-tone="warn">
        <div>
          <strong>{webhook.pausedReason ?? 'Paused.'}</strong> Events are kept, and sent in order when it is
          resumed.
          {webhook.pausedAt && (
            <>
              {' '}
              Since <Moment at={webhook.pausedAt} exact />.
            </>
          )}
        </div>
      </div>
    );
  }
  if (webhook.failingSince !== null) {
    return (
      <div class="notice" data-tone="bad">
        <div>
          <strong>No delivery has succeeded</strong> since <Moment at={webhook.failingSince} exact />. The
          last answers are below.
        </div>
        <a
          class="button"
          data-size="small"
          href={href(mode, 'attempts') + query({ webhookId: webhook.id, succeeded: 'false' })}
        >
          Failed attempts
        </a>
      </div>
    );
  }
  return null;
}

function Counts({ mode, id, webhook }: { mode: Mode; id: string; webhook: Webhook }) {
  const overview = useQuery<Overview>(mode, '/portal/api/overview', 5);
  const counts = overview.data?.endpoints.find((endpoint) => endpoint.id === id);
  return (
    <dl class="card figures">
      <div class="figure">
        <dt>State</dt>
        <dd class="note">
          <EndpointState {...webhook} />
        </dd>
      </div>
      <div class="figure">
        <dt>Delivered, 24 h</dt>
        <dd>{counts?.delivered.toLocaleString() ?? '–'}</dd>
      </div>
      <div class="figure">
        <dt>Success, 24 h</dt>
        <dd>{(counts && successRate(counts)) ?? '–'}</dd>
      </div>
      <div class="figure">
        <dt>Backlog</dt>
        <dd>{counts ? (counts.waiting + counts.retrying).toLocaleString() : '–'}</dd>
      </div>
      <div class="figure" data-tone={counts?.failed ? 'bad' : undefined}>
        <dt>Given up, 24 h</dt>
        <dd>{counts?.failed.toLocaleString() ?? '–'}</dd>
      </div>
    </dl>
  );
}

function Danger({ onDelete }: { onDelete: () => void }) {
  return (
    <Card title="Delete">
      <div class="card-body stack-s">
        <p class="soft small">
          Nothing is sent to it from then on. To stop for a while, pause it: its backlog stays.
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
