import type { MissingBody } from '@winkwire/contract/missing-bodies';
import { Badge, type Tone } from './badge.tsx';

const words: Record<MissingBody, { label: string; tone: Tone; sentences: string }> = {
  EXPIRED: {
    label: 'Expired',
    tone: 'idle',
    sentences:
      'The body was deleted at the end of its retention period, so the event cannot be sent again. The operator sets this period for all events: WINKWIRE_RETENTION_DAYS.',
  },
  ERASED: {
    label: 'Erased',
    tone: 'idle',
    sentences:
      'The body was deleted when its user was erased. It cannot be restored, and the event cannot be sent again.',
  },
  DAMAGED: {
    label: 'Damaged',
    tone: 'bad',
    sentences:
      'The stored body was changed after the event had happened, so it is neither shown nor sent. The operator can restore the event from a backup, so that it can be sent again.',
  },
};

export function MissingBodyText({ reason }: { reason: MissingBody }) {
  const { label, tone, sentences } = words[reason];
  return (
    <div class="stack-s">
      <p>
        <Badge tone={tone}>{label}</Badge>
      </p>
      <p class="soft">{sentences}</p>
    </div>
  );
}
