import type { Mode } from '@winkwire/contract/modes';
import type { Webhook } from '@winkwire/contract/resources/webhook';

export interface WebhookDialogProps {
  mode: Mode;
  webhook: Webhook;
  onClose: () => void;
  onDone: () => Promise<void> | void;
}
