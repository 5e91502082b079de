import type { Mode } from '@winkwire/contract/modes';
import type { Replay } from '@winkwire/contract/resources/reconciliation';
import { request } from '../api/request.ts';
import { Dialog } from '../ui/dialog.tsx';
import { say } from '../ui/toast.tsx';
import { cancelConsequence, replayName } from './replay-words.ts';

interface CancelReplayDialogProps {
  mode: Mode;
  /** As it is now: it runs on while the dialog asks. */
  replay: Replay;
  onClose: () => void;
  onDone: () => Promise<void>;
}

export function CancelReplayDialog({ mode, replay, onClose, onDone }: CancelReplayDialogProps) {
  const cancel = async () => {
    const { state } = await request<Replay>(
      mode,
      `/v1/webhooks/${replay.webhookId}/replays/${replay.id}/cancel`,
      { method: 'POST' },
    );
    say(state === 'CANCELED' ? 'The replay is canceled.' : 'It had come to its end: all of it was queued.');
    await onDone();
    return 'close' as const;
  };
  const { queued, rest } = cancelConsequence(replay);
  return (
    <Dialog
      title="Cancel the replay?"
      confirm="Cancel replay"
      cancel="Let it run"
      danger
      onConfirm={cancel}
      onClose={onClose}
    >
      <p class="soft small">{replayName(replay)}</p>
      <p>{queued}</p>
      <p>{rest}</p>
    </Dialog>
  );
}
