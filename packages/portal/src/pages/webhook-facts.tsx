// biome-ignore-all lint/style/noNonNullAssertion: only secrets that expire are shown
import type { Mode } from '@winkwire/contract/modes';
import type { Webhook, WebhookSecrets } from '@winkwire/contract/resources/webhook';
import type { ComponentChildren } from 'preact';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Facts } from '../ui/facts.tsx';
import { Id } from '../ui/id.tsx';
import { Code } from '../ui/json.tsx';
import { Moment } from '../ui/moment.tsx';
import { useReveal } from './use-reveal.ts';

interface WebhookFactsProps {
  mode: Mode;
  webhook: Webhook;
  onRotate: () => void;
}

type Fact = [name: string, value: ComponentChildren];

/** The settings of a webhook, with its secrets masked until they are revealed. */
export function WebhookFacts({ mode, webhook, onRotate }: WebhookFactsProps) {
  const { revealed, toggle } = useReveal(mode, webhook);
  const secretActions = (
    <>
      {webhook.secret && (
        <Button size="small" pressed={revealed !== undefined} onClick={toggle}>
          {revealed ? 'Hide' : 'Show'}
        </Button>
      )}
      <Button size="small" onClick={onRotate}>
        Rotate
      </Button>
    </>
  );
  return (
    <Card title="Settings">
      <Facts
        class="card-body"
        facts={[
          ['ID', <Id key="id" value={webhook.id} />],
          ...secretFacts(webhook, revealed, secretActions),
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

function secretFacts(
  { secret, publicKey }: Webhook,
  revealed: WebhookSecrets | undefined,
  actions: ComponentChildren,
): Fact[] {
  const [current, ...older] = revealed?.secrets ?? [];
  return [
    [
      'Secret',
      <div key="secret" class="secret">
        <Masked masked={secret} value={current?.secret} label="secret" />
        {actions}
      </div>,
    ],
    [
      'Older secrets',
      older.length > 0 &&
        older.map((each) => (
          <div key={each.secret} class="secret">
            <Masked value={each.secret} label="older secret" />
            <span class="faint small">
              signs until <Moment at={each.expiresAt!} exact />
            </span>
          </div>
        )),
    ],
    [
      'Public key',
      publicKey && (
        <>
          <span class="id">{publicKey}</span>
          <CopyButton text={publicKey} label="public key" />
        </>
      ),
    ],
  ];
}

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
    `${concurrency ?? 64} concurrent requests`,
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

/** The masked value, or the value itself once it has been revealed. */
function Masked({ masked, value, label }: MaskedProps) {
  if (value === undefined) return <span class={masked ? 'id' : 'faint'}>{masked ?? 'cannot be read'}</span>;
  return (
    <span>
      <span class="id">{value}</span>
      <CopyButton text={value} label={label} />
    </span>
  );
}
