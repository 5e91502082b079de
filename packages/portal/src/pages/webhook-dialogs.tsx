import { eventTypes } from '@winkwire/contract/event-types';
import type { Mode } from '@winkwire/contract/modes';
import type { TestAnswer } from '@winkwire/contract/resources/reconciliation';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import { useState } from 'preact/hooks';
import { request } from '../api/request.ts';
import { AnswerBadge } from '../ui/answer-badge.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Code, Json } from '../ui/json.tsx';
import { duration } from '../ui/time.ts';
import { say } from '../ui/toast.tsx';
import { NewSecret } from './new-secret.tsx';

interface DialogProps {
  mode: Mode;
  webhook: Webhook;
  onClose: () => void;
}

/** Sends an example now, whatever the endpoint's state, and shows both sides of the exchange. */
export function TestDialog({ mode, webhook, onClose }: DialogProps) {
  const [answer, setAnswer] = useState<TestAnswer>();
  const send = async (form: FormData) => {
    setAnswer(
      await request<TestAnswer>(mode, `/v1/webhooks/${webhook.id}/test`, {
        method: 'POST',
        body: { eventType: form.get('type') },
      }),
    );
    return 'stay' as const;
  };
  return (
    <Dialog
      title={`Send a test to ${webhook.name}`}
      confirm={answer ? 'Send again' : 'Send'}
      cancel="Close"
      onConfirm={send}
      onClose={onClose}
    >
      <p class="soft small">
        An example of the type, signed like a real one. It is not in the log and has no number.
      </p>
      <Field label="Type">
        {(control) => (
          <select {...control} class="select" name="type">
            {eventTypes.map((type) => (
              <option key={type} selected={type === 'ACCOUNT_CONNECTED'}>
                {type}
              </option>
            ))}
          </select>
        )}
      </Field>
      {answer && <TestResult answer={answer} />}
    </Dialog>
  );
}

function TestResult({ answer }: { answer: TestAnswer }) {
  return (
    <div class="stack-s" role="status">
      <p>
        <AnswerBadge {...answer} />{' '}
        {answer.delivered ? 'Delivered' : (answer.errorMessage ?? 'Not delivered')}{' '}
        <span class="faint">after {duration(answer.durationMs)}</span>
      </p>
      {answer.responseBody && <Code text={answer.responseBody} label="Answer of the receiver" wrap />}
      <details class="attempt">
        <summary>What was sent</summary>
        <div class="stack-s">
          <Code
            text={Object.entries(answer.headers)
              .map(([name, value]) => `${name}: ${value}`)
              .join('\n')}
            label="Headers that were sent"
            wrap
          />
          <Json text={answer.body} label="Body that was sent" />
        </div>
      </details>
    </div>
  );
}

const overlaps = [
  { seconds: 86_400, label: '24 hours' },
  { seconds: 3600, label: '1 hour' },
  { seconds: 604_800, label: '7 days' },
  { seconds: 0, label: 'None: the old secret leaked' },
];

export function RotateDialog({
  mode,
  webhook,
  onClose,
  onDone,
}: DialogProps & { onDone: () => Promise<void> }) {
  const [generated, setGenerated] = useState<string>();
  const rotate = async (form: FormData) => {
    const secret = String(form.get('secret')).trim();
    const rotated = await request<Webhook>(mode, `/v1/webhooks/${webhook.id}/secrets`, {
      method: 'POST',
      body: { ...(secret ? { secret } : {}), overlapSeconds: Number(form.get('overlap')) },
    });
    say('The new secret signs from now on.');
    await onDone();
    if (secret) return 'close' as const;
    setGenerated(rotated.secret);
    return 'stay' as const;
  };
  if (generated) {
    return (
      <Dialog title="The new secret" cancel="Close" onConfirm={async () => 'close'} onClose={onClose}>
        <NewSecret secret={generated} />
      </Dialog>
    );
  }
  return (
    <Dialog title="Rotate the secret" confirm="Rotate" onConfirm={rotate} onClose={onClose}>
      <p class="soft small">
        The new secret signs <code>Smile-Signature</code> at once. While both overlap, the old one signs{' '}
        <code>Smile-Signature-Previous</code>, so that no delivery is refused meanwhile.
      </p>
      <Field label="New secret" hint="Left blank, one is generated and shown to you.">
        {(control) => (
          <input
            {...control}
            class="input mono"
            name="secret"
            maxLength={64}
            placeholder="generated"
            spellcheck={false}
            autoComplete="off"
          />
        )}
      </Field>
      <Field label="Overlap">
        {(control) => (
          <select {...control} class="select" name="overlap">
            {overlaps.map(({ seconds, label }) => (
              <option key={seconds} value={seconds}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
    </Dialog>
  );
}

export function ReplayDialog({
  mode,
  webhook,
  onClose,
  onDone,
}: DialogProps & { onDone: () => Promise<void> }) {
  const [kind, setKind] = useState('rewind');
  const replay = async (form: FormData) => {
    const body = bodies[kind]!(form);
    await request(mode, `/v1/webhooks/${webhook.id}/${kind}`, { method: 'POST', body });
    say('The replay has begun. Its progress is shown under Replays.');
    await onDone();
    return 'close' as const;
  };
  return (
    <Dialog title="Replay" confirm="Replay" onConfirm={replay} onClose={onClose}>
      <p class="soft small">
        Same ids, same bytes, same numbers: a receiver that drops duplicates by id is safe.
      </p>
      <fieldset class="field">
        <legend>What</legend>
        {choices.map(({ value, label }) => (
          <label key={value} class="check">
            <input
              type="radio"
              name="kind"
              value={value}
              checked={kind === value}
              onChange={() => setKind(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      {kind === 'rewind' && (
        <Field label="After number" hint="0 sends everything that is kept.">
          {(control) => (
            <input
              {...control}
              class="input"
              name="sequence"
              type="number"
              min={0}
              required
              defaultValue="0"
            />
          )}
        </Field>
      )}
      {kind !== 'rewind' && (
        <Field label="Since" hint="In your time zone.">
          {(control) => (
            <input
              {...control}
              class="input"
              name="since"
              type="datetime-local"
              required
              defaultValue={localTime(Date.now() - 86_400_000)}
            />
          )}
        </Field>
      )}
    </Dialog>
  );
}

const choices = [
  { value: 'rewind', label: 'Everything after a number' },
  { value: 'recover', label: 'What was given up, since a time' },
  { value: 'backfill', label: 'Backfill: what it was never given, since a time' },
];

const bodies: Record<string, (form: FormData) => object> = {
  rewind: (form) => ({ sequence: Number(form.get('sequence')) }),
  recover: sinceBody,
  backfill: sinceBody,
};

/** The API takes UTC in whole seconds. */
function sinceBody(form: FormData) {
  return { since: `${new Date(String(form.get('since'))).toISOString().slice(0, 19)}Z` };
}

/** As `<input type=datetime-local>` takes it. */
function localTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  return new Date(milliseconds - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function DeleteDialog({ mode, webhook, onClose, onDone }: DialogProps & { onDone: () => void }) {
  const remove = async () => {
    await request(mode, `/v1/webhooks/${webhook.id}`, { method: 'DELETE' });
    say(`${webhook.name} was deleted.`);
    onDone();
    return 'close' as const;
  };
  return (
    <Dialog
      title={`Delete ${webhook.name}?`}
      confirm="Delete webhook"
      danger
      onConfirm={remove}
      onClose={onClose}
    >
      <p>
        Nothing is sent to <span class="mono">{webhook.url}</span> any more, and what still waits for it never
        will be. The events stay in the log.
      </p>
    </Dialog>
  );
}
