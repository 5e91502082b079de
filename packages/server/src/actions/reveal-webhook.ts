import type { WebhookSecrets } from '@winkwire/contract/resources/webhook';
import { timestamp } from '@winkwire/contract/timestamp';
import { findWebhook, openOrExplain } from '../domain/webhooks.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';

export interface Reveal {
  id: string;
  /** Who asks, for the log: an API key or the portal, and from which address. */
  requester: { by: string; address: string; requestId: string };
}

/** Shows what every other read masks, and leaves a line in the log that says who saw it. */
export async function revealWebhook(
  { log, now, secrets: box, store }: Pick<Services, 'log' | 'now' | 'secrets' | 'store'>,
  caller: Caller,
  { id, requester }: Reveal,
): Promise<WebhookSecrets> {
  const opened = openOrExplain(await findWebhook(store, caller, id), box);
  if (!('secrets' in opened)) throw new Failure('SERVER_ERROR', opened.heldReason);
  // A warning, so that it is written at the levels that people run with.
  log.warn({ ...requester, ...caller, webhookId: id }, 'webhook secrets revealed');
  const at = now();
  return {
    secrets: opened.secrets
      .filter(({ expiresAt }) => expiresAt === null || expiresAt > at)
      .map(({ secret, expiresAt }) => ({
        secret,
        expiresAt: expiresAt === null ? null : timestamp(expiresAt),
      })),
    headers: opened.headers,
  };
}
