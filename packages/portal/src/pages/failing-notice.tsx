import { failureSentences } from '@winkwire/contract/delivery-failures';
import type { Mode } from '@winkwire/contract/modes';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import type { WebhookHealth } from '@winkwire/contract/resources/webhook-health';
import { useEffect, useState } from 'preact/hooks';
import { queryString, request } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { href } from '../app/address.ts';
import { ChangeButton } from '../ui/change-button.tsx';
import { Facts } from '../ui/facts.tsx';
import { Code } from '../ui/json.tsx';
import { DueTime, Moment } from '../ui/moment.tsx';
import { ResponseBadge } from '../ui/response-badge.tsx';
import { responseText } from '../ui/response-text.ts';
import { PartFailure } from '../ui/states.tsx';
import { toast } from '../ui/toast.tsx';

interface FailingNoticeProps {
  mode: Mode;
  webhook: Webhook;
  since: string;
  onPause: () => Promise<void>;
  onReplay: () => void;
}

type Failure = NonNullable<WebhookHealth['lastFailure']>;

export function FailingNotice({ mode, webhook, since, onPause, onReplay }: FailingNoticeProps) {
  const path = `/v1/webhooks/${webhook.id}`;
  const health = useQuery<WebhookHealth>(mode, `${path}/health`, 3);
  const { isTrying, probe } = useProbe(mode, path, health.data?.lastFailure ?? null);
  return (
    <section class="card failing" aria-label="What fails">
      <div class="card-head">
        <h2 class="failing-title">
          No delivery has succeeded since <Moment at={since} exact />
        </h2>
        <div class="actions">
          <ChangeButton size="small" kind="primary" disabled={isTrying} onClick={probe}>
            {isTrying ? 'Trying…' : 'Try now'}
          </ChangeButton>
          <ChangeButton size="small" onClick={onReplay}>
            Send what failed
          </ChangeButton>
          <ChangeButton size="small" onClick={onPause}>
            Pause
          </ChangeButton>
        </div>
      </div>
      <PartFailure query={health} missing="What fails could not be loaded." />
      {health.data && <HealthFacts mode={mode} health={health.data} />}
    </section>
  );
}

/** Sends a probe on demand. An open breaker permits only one at a time, so the next failure is that of this probe. */
function useProbe(mode: Mode, path: string, failure: Failure | null) {
  const [before, setBefore] = useState<string[]>();
  const current = keyOf(failure);
  useEffect(() => {
    if (before === undefined || before.includes(current) || !failure) return;
    setBefore(undefined);
    toast(`The delivery failed again: ${responseText(failure)}.`);
  }, [before, current]);
  const probe = async () => {
    const { lastFailure } = await request<WebhookHealth>(mode, `${path}/probe`, { method: 'POST' });
    // Both failures are older than the probe: the one that is shown, and the last one that the server knows.
    setBefore([current, keyOf(lastFailure)]);
  };
  return { isTrying: before !== undefined, probe };
}

const keyOf = (failure: Failure | null): string =>
  failure ? `${failure.sequence} ${failure.number} ${failure.startedAt}` : '';

function HealthFacts({ mode, health }: { mode: Mode; health: WebhookHealth }) {
  const { webhookId, lastFailure, circuitBreaker } = health;
  return (
    <Facts
      class="card-body"
      facts={[
        ['Last attempt', lastFailure && <LastFailure key="last" mode={mode} failure={lastFailure} />],
        [
          'Response',
          lastFailure?.responseBody && <Code text={lastFailure.responseBody} label="response" wrap />,
        ],
        [
          'Circuit breaker',
          circuitBreaker === 'OPEN'
            ? 'Open: only probes are sent, one at a time'
            : 'Closed: deliveries are sent',
        ],
        ['Next probe', nextProbe(health)],
        ['Backlog', <BacklogText key="backlog" health={health} />],
        [
          'History',
          <a key="all" href={href(mode, 'attempts') + queryString({ webhookId, succeeded: 'false' })}>
            Failed attempts
          </a>,
        ],
      ]}
    />
  );
}

function LastFailure({ mode, failure }: { mode: Mode; failure: Failure }) {
  const { status, error, cause, startedAt, durationMs, eventId, number } = failure;
  const sentences = status === null && error !== null ? failureSentences(error, cause) : undefined;
  return (
    <>
      <ResponseBadge status={status} error={error} cause={cause} /> <Moment at={startedAt} />, after{' '}
      {durationMs.toLocaleString()} ms, attempt {number} of{' '}
      <a href={href(mode, 'events', eventId)}>its event</a>
      {sentences && (
        <p class="soft small">
          {sentences.message} {sentences.action}
        </p>
      )}
    </>
  );
}

const BacklogText = ({ health: { waiting, retrying, oldestBacklogAt } }: { health: WebhookHealth }) => (
  <span class="number">
    {waiting.toLocaleString()} pending, {retrying.toLocaleString()} retrying
    {oldestBacklogAt && (
      <>
        , the oldest since <Moment at={oldestBacklogAt} exact />
      </>
    )}
  </span>
);

function nextProbe({ isServed, nextProbeAt, circuitBreaker }: WebhookHealth) {
  if (!isServed) return 'None: no process delivers to this endpoint';
  if (!nextProbeAt) return circuitBreaker === 'OPEN' && 'None: nothing waits to be sent. Send a test instead';
  const seconds = Math.ceil((Date.parse(nextProbeAt) - Date.now()) / 1000);
  if (seconds > 90) return <DueTime at={nextProbeAt} />;
  return seconds > 0 ? `In ${seconds} s at the latest` : 'Now';
}
