import { useState } from 'preact/hooks';
import { request } from '../api/request.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { fromLocalInput, timeZone, toLocalInput } from '../ui/time.ts';
import { toast } from '../ui/toast.tsx';
import type { WebhookDialogProps } from './webhook-dialog-props.ts';

type ReplayPath = 'rewind' | 'recover' | 'backfill';

const choices: { path: ReplayPath; label: string }[] = [
  { path: 'recover', label: 'Recover what failed: given up, or waiting for a retry' },
  { path: 'rewind', label: 'Replay everything after a sequence number' },
  { path: 'backfill', label: 'Backfill events that this endpoint has never been sent' },
];

const oneDayMs = 86_400_000;

export function WebhookReplayDialog({ mode, webhook, onClose, onDone }: WebhookDialogProps) {
  const [path, setPath] = useState<ReplayPath>('recover');
  const start = async (form: FormData) => {
    const body =
      path === 'rewind'
        ? { sequence: Number(form.get('sequence')) }
        : { since: fromLocalInput(String(form.get('since'))) };
    await request(mode, `/v1/webhooks/${webhook.id}/${path}`, { method: 'POST', body });
    toast('Started. The progress is shown under Replays.');
    await onDone();
    return 'close' as const;
  };
  return (
    <Dialog title="Replay" confirm="Start" onConfirm={start} onClose={onClose}>
      <p class="soft small">
        Deliveries keep their IDs, bytes and sequence numbers, so a receiver can recognize those it has seen.
      </p>
      <fieldset class="field">
        <legend>What to send</legend>
        {choices.map((choice) => (
          <label key={choice.path} class="check">
            <input
              type="radio"
              name="path"
              value={choice.path}
              checked={path === choice.path}
              onChange={() => setPath(choice.path)}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </fieldset>
      {path === 'rewind' ? <SequenceField /> : <SinceField />}
    </Dialog>
  );
}

const SequenceField = () => (
  <Field label="After sequence number" hint="0 sends everything that is still kept.">
    {(control) => <input {...control} class="input" name="sequence" type="number" min={0} required />}
  </Field>
);

const SinceField = () => (
  <Field label="Since" hint={`Time zone: ${timeZone()}`}>
    {(control) => (
      <input
        {...control}
        class="input"
        name="since"
        type="datetime-local"
        required
        defaultValue={toLocalInput(new Date(Date.now() - oneDayMs).toISOString())}
      />
    )}
  </Field>
);
