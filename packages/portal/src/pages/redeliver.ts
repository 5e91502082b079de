import type { Mode } from '@winkwire/contract/modes';
import type { Explanation } from '@winkwire/contract/resources/reconciliation';
import { ApiFailure, queryString, request } from '../api/request.ts';
import { inLocalTime } from '../ui/time.ts';
import { toast } from '../ui/toast.tsx';

interface Target {
  webhookId: string;
  webhookName: string;
  eventId: string;
}

export async function redeliver(mode: Mode, { webhookId, webhookName, eventId }: Target): Promise<void> {
  const path = `/v1/webhooks/${webhookId}`;
  await request(mode, `${path}/resend`, { method: 'POST', body: { eventId } });
  toast(redeliveryText(webhookName, await explain(mode, `${path}/explain${queryString({ eventId })}`)));
}

async function explain(mode: Mode, path: string): Promise<Explanation | undefined> {
  try {
    return await request<Explanation>(mode, path);
  } catch (cause) {
    if (cause instanceof ApiFailure) return undefined;
    throw cause;
  }
}

/** Says why a delivery has to wait, for example because the webhook is paused. */
export function redeliveryText(
  webhookName: string,
  explanation: Pick<Explanation, 'state' | 'sentence'> | undefined,
): string {
  return explanation && blocking.includes(explanation.state)
    ? `Queued for ${webhookName}, but not sent yet. ${inLocalTime(explanation.sentence)}`
    : `Queued for ${webhookName}.`;
}

const blocking: Explanation['state'][] = ['PAUSED', 'HELD', 'PARKED'];
