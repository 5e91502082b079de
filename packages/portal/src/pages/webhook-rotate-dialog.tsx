import type { Webhook } from '@winkwire/contract/resources/webhook';
import { useState } from 'preact/hooks';
import { request } from '../api/request.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DurationField } from '../ui/duration-field.tsx';
import { Field } from '../ui/field.tsx';
import { toast } from '../ui/toast.tsx';
import { NewSecret } from './new-secret.tsx';
import type { WebhookDialogProps } from './webhook-dialog-props.ts';

const overlaps = [
  { seconds: 86_400, label: '24 hours' },
  { seconds: 3600, label: '1 hour' },
  { seconds: 604_800, label: '7 days' },
  { seconds: 0, label: 'None, because the old secret leaked' },
];

export function WebhookRotateDialog({ mode, webhook, onClose, onDone }: WebhookDialogProps) {
  const [generated, setGenerated] = useState<string>();
  const rotate = async (form: FormData) => {
    const secret = String(form.get('secret')).trim();
    const rotated = await request<Webhook>(mode, `/v1/webhooks/${webhook.id}/secrets`, {
      method: 'POST',
      body: { ...(secret ? { secret } : {}), overlapSeconds: Number(form.get('overlap')) },
    });
    toast('Deliveries are signed with the new secret from now on.');
    await onDone();
    if (secret) return 'close' as const;
    setGenerated(rotated.secret);
    return 'stay' as const;
  };
  if (generated) {
    return (
      <Dialog title="New secret" cancel="Close" onConfirm={async () => 'close'} onClose={onClose}>
        <NewSecret secret={generated} />
      </Dialog>
    );
  }
  return (
    <Dialog title="Rotate the secret" confirm="Rotate" onConfirm={rotate} onClose={onClose}>
      <p class="soft small">
        <code>Smile-Signature</code> uses the new secret at once. During the overlap,{' '}
        <code>Smile-Signature-Previous</code> uses the old one, so that receivers accept every delivery.
      </p>
      <RotationFields />
    </Dialog>
  );
}

const RotationFields = () => (
  <>
    <Field label="New secret" hint="If you leave this field blank, a secret is generated and shown to you.">
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
    <DurationField label="Overlap" name="overlap" durations={overlaps} />
  </>
);
