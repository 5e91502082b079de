import type { Mode } from '@winkwire/contract/modes';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import { isBroken } from '../ui/endpoint-condition.ts';
import { Moment } from '../ui/moment.tsx';
import { inLocalTime } from '../ui/time.ts';
import { UnservedNotice } from './broken-endpoints.tsx';
import { FailingNotice } from './failing-notice.tsx';

interface WebhookStateNoticeProps {
  mode: Mode;
  webhook: Webhook;
  isServed: boolean | undefined;
  onPause: () => Promise<void>;
  onReplay: () => void;
}

export function WebhookStateNotice({ mode, webhook, isServed, onPause, onReplay }: WebhookStateNoticeProps) {
  const { active, heldReason, pausedReason, pausedAt, failingSince } = webhook;
  if (heldReason !== null) {
    return (
      <div class="notice" data-tone="bad">
        <div>
          <strong>{heldReason}</strong> Events are kept. Restore the encryption key in the configuration, or
          set again what cannot be read or decrypted. For a secret, rotate it.
        </div>
      </div>
    );
  }
  if (!active) {
    return (
      <div class="notice" data-tone={isBroken(webhook) ? 'bad' : 'warn'}>
        <div>
          <strong>{inLocalTime(pausedReason ?? 'Paused.')}</strong> Events are kept, and are sent in order
          when the webhook is resumed.
          {pausedAt && (
            <>
              {' '}
              The webhook has been paused since <Moment at={pausedAt} exact />.
            </>
          )}
        </div>
      </div>
    );
  }
  return (
    <>
      {isServed === false && <UnservedNotice names={[webhook.name]} />}
      {failingSince !== null && (
        <FailingNotice
          mode={mode}
          webhook={webhook}
          since={failingSince}
          onPause={onPause}
          onReplay={onReplay}
        />
      )}
    </>
  );
}
