import type { Mode } from '@winkwire/contract/modes';
import type { Webhook } from '@winkwire/contract/resources/webhook';

/** What every dialog about a webhook is given. */
export interface WebhookDialogProps {
  mode: Mode;
  webhook: Webhook;
  onClose: () => void;
  /** After a change. */
  onDone: () => Promise<void> | void;
}
