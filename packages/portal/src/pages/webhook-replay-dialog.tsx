import type { Overview } from '@winkwire/contract/portal-api';
import type { ReplayPreview, WebhookCheckpoint } from '@winkwire/contract/resources/reconciliation';
import { useEffect, useRef, useState } from 'preact/hooks';
import { queryString, request } from '../api/request.ts';
import { type Query, useQuery } from '../api/use-query.ts';
import { Button } from '../ui/button.tsx';
import { counted } from '../ui/counted.ts';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/states.tsx';
import { toast } from '../ui/toast.tsx';
import { ReplayFields } from './replay-fields.tsx';
import { defaultRequest, type ReplayChoice, replayCall, withLowest, withSince } from './replay-request.ts';
import { previewText } from './replay-texts.ts';
import type { WebhookDialogProps } from './webhook-dialog-props.ts';

export function WebhookReplayDialog({ mode, webhook, onClose, onDone }: WebhookDialogProps) {
  const overview = useQuery<Overview>(mode, '/portal/api/overview');
  const oldest = useFirst(overview.data?.endpoints.find(({ id }) => id === webhook.id));
  const [openedAt] = useState(() => Date.now());
  const byDefault = defaultRequest(webhook, oldest, openedAt);
  const [choice, setChoice] = useState<ReplayChoice>(byDefault);
  const [isAsking, setAsking] = useState(false);
  const checkpoint = useQuery<WebhookCheckpoint>(mode, `/v1/webhooks/${webhook.id}/checkpoint`);
  const lowest = checkpoint.data?.expired.sequence;
  useEffect(() => {
    if (lowest !== undefined) setChoice((last) => withLowest(last, lowest));
  }, [lowest]);
  useSinceOf(byDefault, setChoice);
  const { path, body, query } = replayCall(choice);
  const preview = useQuery<ReplayPreview>(
    mode,
    query && `/v1/webhooks/${webhook.id}/replays/preview${queryString(query)}`,
  );
  const { deliveries: count, exact } = preview.data ?? { deliveries: 0, exact: true };
  const confirm = async () => {
    if (!isAsking) {
      setAsking(true);
      return 'stay' as const;
    }
    await request(mode, `/v1/webhooks/${webhook.id}/${path}`, { method: 'POST', body });
    toast('Started. The progress is shown under Replays.');
    await onDone();
    return 'close' as const;
  };
  return (
    <Dialog
      title="Replay"
      confirm={
        isAsking ? (count === 0 ? 'Send' : `Send ${exact ? '' : 'about '}${deliveries(count)}`) : 'Continue'
      }
      disabled={count === 0 && exact}
      onConfirm={confirm}
      onClose={onClose}
    >
      {isAsking && preview.data ? (
        <Question
          name={webhook.name}
          preview={preview.data}
          isPaused={!webhook.active}
          onBack={() => setAsking(false)}
        />
      ) : (
        <>
          <p class="soft small">
            Deliveries keep their IDs, bytes and sequence numbers, so a receiver can recognize those it has
            seen.
          </p>
          <ReplayFields choice={choice} lowest={lowest} onChange={setChoice} />
          <Counted preview={preview} isComplete={query !== null} />
        </>
      )}
    </Dialog>
  );
}

/**
 * Returns the first value that is not undefined. A changing figure must not replace the reader's choice in the open
 * dialog.
 */
function useFirst<Value>(value: Value | undefined): Value | undefined {
  const first = useRef<Value | undefined>(undefined);
  first.current ??= value;
  return first.current;
}

/**
 * Follows the default start, which changes once the oldest delivery is known. A start that the reader has chosen is
 * kept.
 */
function useSinceOf(
  { since }: ReplayChoice,
  setChoice: (change: (last: ReplayChoice) => ReplayChoice) => void,
): void {
  const before = useRef(since);
  useEffect(() => {
    const from = before.current;
    before.current = since;
    setChoice((last) => withSince(last, { from, to: since }));
  }, [since]);
}

const deliveries = (count: number): string => counted(count, 'delivery', 'deliveries');

function Counted({ preview, isComplete }: { preview: Query<ReplayPreview>; isComplete: boolean }) {
  if (preview.failure) return <FailureNotice failure={preview.failure} />;
  return (
    <p class="preview number" role="status">
      {!isComplete ? 'Choose where to begin.' : preview.data ? previewText(preview.data) : 'Counting…'}
    </p>
  );
}

interface QuestionProps {
  name: string;
  preview: ReplayPreview;
  isPaused: boolean;
  onBack: () => void;
}

/** The focus moves from the button to the text, so that a second Enter does not confirm the replay. */
function Question({ name, preview, isPaused, onBack }: QuestionProps) {
  const text = useRef<HTMLParagraphElement>(null);
  useEffect(() => text.current?.focus(), []);
  return (
    <>
      <p ref={text} tabIndex={-1}>
        Send to <strong>{name}</strong>: {previewText(preview)}
        {isPaused && ' Nothing is sent until the webhook is resumed.'}
      </p>
      <p>
        <Button size="small" kind="quiet" onClick={onBack}>
          Change what is sent
        </Button>
      </p>
    </>
  );
}
