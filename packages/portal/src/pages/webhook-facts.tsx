import type { Mode } from '@winkwire/contract/modes';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import { Fragment } from 'preact';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Id } from '../ui/id.tsx';
import { Code } from '../ui/json.tsx';
import { Moment } from '../ui/moment.tsx';
import { useReveal } from './use-reveal.ts';

/** How a webhook is set up. */
interface WebhookFactsProps {
  mode: Mode;
  webhook: Webhook;
  onRotate: () => void;
}

export function WebhookFacts({ mode, webhook, onRotate }: WebhookFactsProps) {
  const { revealed, toggle } = useReveal(mode, webhook);
  const { delivery } = webhook;
  return (
    <Card title="Settings">
      <dl class="card-body facts">
        <dt>Id</dt>
        <dd>
          <Id value={webhook.id} />
        </dd>
        <dt>Secret</dt>
        <dd class="secret">
          <Masked masked={webhook.secret} value={revealed?.secrets[0]?.secret} label="secret" />
          {webhook.secret && (
            <Button size="small" pressed={revealed !== undefined} onClick={toggle}>
              {revealed ? 'Hide' : 'Show'}
            </Button>
          )}
          <Button size="small" onClick={onRotate}>
            Rotate
          </Button>
        </dd>
        {revealed?.secrets.slice(1).map(({ secret, expiresAt }) => (
          <Fragment key={secret}>
            <dt>Older secret</dt>
            <dd class="secret">
              <Masked value={secret} label="older secret" />
              <span class="faint small">
                signs until <Moment at={expiresAt!} exact />
              </span>
            </dd>
          </Fragment>
        ))}
        {webhook.publicKey && (
          <>
            <dt>Public key</dt>
            <dd>
              <span class="id">{webhook.publicKey}</span>
              <CopyButton text={webhook.publicKey} label="public key" />
            </dd>
          </>
        )}
        <dt>Events</dt>
        <dd>
          <ul class="type-list">
            {webhook.eventTypes.map((type) => (
              <li key={type} class="type">
                {type}
              </li>
            ))}
          </ul>
        </dd>
        {webhook.filter && (
          <>
            <dt>Filter on data</dt>
            <dd>
              <Code text={JSON.stringify(webhook.filter, null, 2)} label="Filter" />
            </dd>
          </>
        )}
        <dt>Data included</dt>
        <dd>{webhook.includePayload ? 'Yes, where a task finished' : 'No'}</dd>
        <dt>Order</dt>
        <dd>{delivery.strictOrder ? 'Strict for each source' : 'First attempts in order for each source'}</dd>
        <dt>Limits</dt>
        <dd>
          {delivery.concurrency ?? 64} at once
          {delivery.ratePerSecond ? `, ${delivery.ratePerSecond} a second` : ''},{' '}
          {delivery.timeoutSeconds ?? 15} s to answer
        </dd>
        {delivery.retryDelays && (
          <>
            <dt>Retries</dt>
            <dd>
              {delivery.retryDelays.length === 0 ? 'None' : `After ${delivery.retryDelays.join(', ')} s`}
            </dd>
          </>
        )}
        {Object.keys(webhook.headers).length > 0 && (
          <>
            <dt>Own headers</dt>
            <dd>
              {Object.entries(webhook.headers).map(([name, masked]) => (
                <div key={name} class="secret">
                  <span class="mono small">{name}:</span>
                  <Masked masked={masked} value={revealed?.headers[name]} label={`value of ${name}`} />
                </div>
              ))}
            </dd>
          </>
        )}
        {webhook.notifyEmail && (
          <>
            <dt>Told by e-mail</dt>
            <dd>{webhook.notifyEmail}</dd>
          </>
        )}
        {webhook.tlsInfo && (
          <>
            <dt>TLS</dt>
            <dd>
              {webhook.tlsInfo.ownAuthority && <div>Your own authority alone is trusted</div>}
              {webhook.tlsInfo.certificate && (
                <div>
                  We present <span class="mono small">{webhook.tlsInfo.certificate.subject}</span>, valid
                  until {webhook.tlsInfo.certificate.expiresAt.slice(0, 10)}
                </div>
              )}
            </dd>
          </>
        )}
        <dt>Added</dt>
        <dd>
          <Moment at={webhook.createdAt} exact />
        </dd>
      </dl>
    </Card>
  );
}

/** As a read shows it, or the value itself once it was asked for. */
function Masked({
  masked,
  value,
  label,
}: {
  masked?: string | undefined;
  value: string | undefined;
  label: string;
}) {
  if (value === undefined) return <span class={masked ? 'id' : 'faint'}>{masked ?? 'cannot be read'}</span>;
  return (
    <span>
      <span class="id">{value}</span>
      <CopyButton text={value} label={label} />
    </span>
  );
}
