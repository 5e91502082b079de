import type { Mode } from '@winkwire/contract/modes';
import type { Replay } from '@winkwire/contract/resources/reconciliation';
import { request } from '../api/request.ts';
import { Dialog } from '../ui/dialog.tsx';
import { toast } from '../ui/toast.tsx';
import { cancelConsequence, replayName } from './replay-texts.ts';

interface CancelReplayDialogProps {
  mode: Mode;
  /** The replay with its current progress, because the replay continues while the dialog is open. */
  replay: Replay;
  onClose: () => void;
  onDone: () => Promise<void>;
}

export function CancelReplayDialog({ mode, replay, onClose, onDone }: CancelReplayDialogProps) {
  const name = replayName(replay).toLowerCase();
  const cancel = async () => {
    const { state } = await request<Replay>(
      mode,
      `/v1/webhooks/${replay.webhookId}/replays/${replay.id}/cancel`,
      { method: 'POST' },
    );
    toast(state === 'CANCELED' ? 'Canceled.' : `The ${name} had already finished: everything was queued.`);
    await onDone();
    return 'close' as const;
  };
  const { queued, rest } = cancelConsequence(replay);
  return (
    <Dialog
      title={`Cancel this ${name}?`}
      confirm={`Cancel ${name}`}
      cancel="Let it run"
      danger
      onConfirm={cancel}
      onClose={onClose}
    >
      <p>{queued}</p>
      <p>{rest}</p>
    </Dialog>
  );
}
