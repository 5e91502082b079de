import { request } from '../api/request.ts';
import { Dialog } from '../ui/dialog.tsx';
import { toast } from '../ui/toast.tsx';
import type { WebhookDialogProps } from './webhook-dialog-props.ts';

export function WebhookDeleteDialog({ mode, webhook, onClose, onDone }: WebhookDialogProps) {
  const remove = async () => {
    await request(mode, `/v1/webhooks/${webhook.id}`, { method: 'DELETE' });
    toast(`${webhook.name} was deleted.`);
    await onDone();
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
        Nothing more is sent to <span class="mono">{webhook.url}</span>, and its backlog is dropped. The
        events stay in the log.
      </p>
    </Dialog>
  );
}
