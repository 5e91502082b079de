import type { Mode } from '@winkwire/contract/modes';
import type { Webhook, WebhookSecrets } from '@winkwire/contract/resources/webhook';
import type { ComponentChildren } from 'preact';
import { request } from '../api/request.ts';
import { Card } from '../ui/card.tsx';
import { ChangeButton } from '../ui/change-button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { counted } from '../ui/counted.ts';
import { Facts } from '../ui/facts.tsx';
import { Id } from '../ui/id.tsx';
import { Code } from '../ui/json.tsx';
import { Moment } from '../ui/moment.tsx';
import { toast } from '../ui/toast.tsx';
import { useReveal } from './use-reveal.ts';

interface WebhookFactsProps {
  mode: Mode;
  webhook: Webhook;
  onRotate: () => void;
  onChanged: () => Promise<void>;
}

type Fact = [name: string, value: ComponentChildren];

export function WebhookFacts({ mode, webhook, onRotate, onChanged }: WebhookFactsProps) {
  const { revealed, toggle } = useReveal(mode, webhook);
  const secretActions = (
    <>
      {webhook.secret && (
        <ChangeButton size="small" pressed={revealed !== undefined} onClick={toggle}>
          {revealed ? 'Hide' : 'Show'}
        </ChangeButton>
      )}
      <ChangeButton size="small" onClick={onRotate}>
        Rotate
      </ChangeButton>
    </>
  );
  return (
    <Card title="Settings">
      <Facts
        class="card-body"
        facts={[
          ['ID', <Id key="id" value={webhook.id} />],
          secretFact(webhook, revealed, secretActions),
          overlapFact({ mode, webhook, revealed, onChanged }),
          ['Public key', webhook.publicKey && <PublicKey key="public" text={webhook.publicKey} />],
          ...contentFacts(webhook),
          ...deliveryFacts(webhook),
          ['Custom headers', <HeaderList key="headers" webhook={webhook} revealed={revealed} />],
          ['Contact e-mail', webhook.notifyEmail],
          ['TLS', webhook.tlsInfo && <TlsFacts tls={webhook.tlsInfo} />],
          ['Added', <Moment key="added" at={webhook.createdAt} exact />],
        ]}
      />
    </Card>
  );
}

function secretFact(
  { secret }: Webhook,
  revealed: WebhookSecrets | undefined,
  actions: ComponentChildren,
): Fact {
  return [
    'Secret',
    <div key="secret" class="secret">
      <Masked masked={secret} value={revealed?.secrets[0]?.secret} label="secret" />
      {actions}
    </div>,
  ];
}

interface OverlapProps extends Pick<WebhookFactsProps, 'mode' | 'webhook' | 'onChanged'> {
  revealed: WebhookSecrets | undefined;
}

function overlapFact({ mode, webhook, revealed, onChanged }: OverlapProps): Fact {
  const { id, previousSecrets } = webhook;
  const end = async () => {
    await request(mode, `/v1/webhooks/${id}/secrets/previous`, { method: 'DELETE' });
    toast('From the next delivery on, only the new secret signs.');
    await onChanged();
  };
  return [
    'Older secrets',
    previousSecrets.length > 0 && (
      <div key="older" class="stack-s">
        {previousSecrets.map(({ expiresAt }, index) => (
          <div key={expiresAt} class="secret">
            {revealed && <Masked value={revealed.secrets[index + 1]?.secret} label="older secret" />}
            <span>
              still signs, until <Moment at={expiresAt} exact />
            </span>
          </div>
        ))}
        <div>
          <ChangeButton size="small" onClick={end}>
            End overlap now
          </ChangeButton>
        </div>
      </div>
    ),
  ];
}

const PublicKey = ({ text }: { text: string }) => (
  <>
    <span class="id">{text}</span>
    <CopyButton text={text} label="public key" />
  </>
);

const contentFacts = ({ eventTypes, filter, includePayload }: Webhook): Fact[] => [
  [
    'Events',
    <ul key="types" class="type-list">
      {eventTypes.map((type) => (
        <li key={type} class="type">
          {type}
        </li>
      ))}
    </ul>,
  ],
  ['Filter on data', filter && <Code text={JSON.stringify(filter, null, 2)} label="Filter" />],
  ['Data included', includePayload ? 'Yes, in events about finished tasks' : 'No'],
];

function deliveryFacts({ delivery }: Webhook): Fact[] {
  const { strictOrder, concurrency, ratePerSecond, timeoutSeconds, retryDelays } = delivery;
  const limits = [
    counted(concurrency ?? 64, 'concurrent request'),
    ratePerSecond && `${ratePerSecond} per second`,
    `${timeoutSeconds ?? 15} s timeout`,
  ];
  return [
    ['Order', strictOrder ? 'Strict within a source' : 'First attempts in order within a source'],
    ['Limits', limits.filter(Boolean).join(', ')],
    ['Retries', retryDelays && (retryDelays.length === 0 ? 'None' : `After ${retryDelays.join(', ')} s`)],
  ];
}

interface HeaderListProps {
  webhook: Webhook;
  revealed: WebhookSecrets | undefined;
}

function HeaderList({ webhook, revealed }: HeaderListProps) {
  const headers = Object.entries(webhook.headers);
  if (headers.length === 0) return 'None';
  return (
    <>
      {headers.map(([name, masked]) => (
        <div key={name} class="secret">
          <span class="mono small">{name}:</span>
          <Masked masked={masked} value={revealed?.headers[name]} label={`value of ${name}`} />
        </div>
      ))}
    </>
  );
}

function TlsFacts({ tls }: { tls: NonNullable<Webhook['tlsInfo']> }) {
  return (
    <>
      {tls.ownAuthority && <div>Only your own certificate authority is trusted</div>}
      {tls.certificate && (
        <div>
          Client certificate <span class="mono small">{tls.certificate.subject}</span>, valid until{' '}
          {tls.certificate.expiresAt.slice(0, 10)}
        </div>
      )}
    </>
  );
}

interface MaskedProps {
  masked?: string | undefined;
  value: string | undefined;
  label: string;
}

function Masked({ masked, value, label }: MaskedProps) {
  if (value === undefined) return <span class={masked ? 'id' : 'faint'}>{masked ?? 'cannot be read'}</span>;
  return (
    <span>
      <span class="id">{value}</span>
      <CopyButton text={value} label={label} />
    </span>
  );
}
