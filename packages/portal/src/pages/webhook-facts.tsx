import type { Webhook } from '@winkwire/contract/resources/webhook';
import { useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Id } from '../ui/id.tsx';
import { Code } from '../ui/json.tsx';
import { Moment } from '../ui/moment.tsx';

/** How a webhook is set up. */
export function WebhookFacts({ webhook, onRotate }: { webhook: Webhook; onRotate: () => void }) {
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
          <Secret value={webhook.secret} label="secret" />
          <Button size="small" onClick={onRotate}>
            Rotate
          </Button>
        </dd>
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
              {Object.entries(webhook.headers).map(([name, value]) => (
                <div key={name} class="secret">
                  <span class="mono small">{name}:</span>
                  <Secret value={value} label={`value of ${name}`} />
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

function Secret({ value, label }: { value: string | undefined; label: string }) {
  const [shown, setShown] = useState(false);
  if (!value) return <span class="faint">hidden</span>;
  return (
    <>
      <span class="id">{shown ? value : '•'.repeat(16)}</span>
      <CopyButton text={value} label={label} />
      <Button size="small" kind="quiet" pressed={shown} onClick={() => setShown(!shown)}>
        {shown ? 'Hide' : 'Show'}
      </Button>
    </>
  );
}
