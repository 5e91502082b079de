import type { Mode } from '@winkwire/contract/modes';
import type { Explanation } from '@winkwire/contract/resources/reconciliation';
import { queryString, request } from '../api/request.ts';
import { inLocalTime } from '../ui/time.ts';
import { toast } from '../ui/toast.tsx';

interface Target {
  webhookId: string;
  webhookName: string;
  eventId: string;
}

/**
 * Delivers an event to an endpoint again, or for the first time if there was no delivery yet. A toast shows that the
 * delivery is queued.
 */
export async function redeliver(mode: Mode, { webhookId, webhookName, eventId }: Target): Promise<void> {
  const path = `/v1/webhooks/${webhookId}`;
  await request(mode, `${path}/resend`, { method: 'POST', body: { eventId } });
  const explanation = await request<Explanation>(mode, `${path}/explain${queryString({ eventId })}`);
  toast(redeliveryText(webhookName, explanation));
}

/**
 * The text of the toast. If the delivery has to wait, for example because the webhook is paused, the text says why.
 */
export function redeliveryText(
  webhookName: string,
  { state, sentence }: Pick<Explanation, 'state' | 'sentence'>,
): string {
  const isBlocked = state === 'PAUSED' || state === 'HELD' || state === 'PARKED';
  return isBlocked
    ? `Queued for ${webhookName}, but not sent yet. ${inLocalTime(sentence)}`
    : `Queued for ${webhookName}.`;
}
