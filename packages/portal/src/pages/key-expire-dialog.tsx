import type { Mode } from '@winkwire/contract/modes';
import type { ApiKey } from '@winkwire/contract/resources/api-key';
import { request } from '../api/request.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DurationField } from '../ui/duration-field.tsx';
import { zonedTime } from '../ui/time.ts';
import { toast } from '../ui/toast.tsx';

const delays = [
  { seconds: 86_400, label: 'In 24 hours' },
  { seconds: 3600, label: 'In 1 hour' },
  { seconds: 604_800, label: 'In 7 days' },
  { seconds: 0, label: 'Now, because the secret leaked' },
];

interface KeyExpireDialogProps {
  mode: Mode;
  apiKey: ApiKey;
  onClose: () => void;
  onDone: () => Promise<void>;
}

export function KeyExpireDialog({ mode, apiKey, onClose, onDone }: KeyExpireDialogProps) {
  const expire = async (form: FormData) => {
    const inSeconds = Number(form.get('delay'));
    const { expiresAt } = await request<ApiKey>(mode, `/v1/keys/${encodeURIComponent(apiKey.key)}/expire`, {
      method: 'POST',
      body: { inSeconds },
    });
    toast(
      inSeconds === 0
        ? 'Expired. Every process refuses the key within five seconds.'
        : `The key works until ${zonedTime(expiresAt ?? '')}.`,
    );
    await onDone();
    return 'close' as const;
  };
  return (
    <Dialog title="Expire this key?" confirm="Expire" danger onConfirm={expire} onClose={onClose}>
      <p>
        {apiKey.name ? `${apiKey.name}: ` : ''}
        <code>{apiKey.key}</code>
      </p>
      <p class="soft small">
        After the expiry, requests with this key are refused. An expired key cannot be restored. Make sure
        that your back end uses another key by then.
      </p>
      <DurationField label="Expires" name="delay" durations={delays} />
    </Dialog>
  );
}
