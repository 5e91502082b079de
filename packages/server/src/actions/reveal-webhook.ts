import type { WebhookSecrets } from '@winkwire/contract/resources/webhook';
import { timestamp } from '@winkwire/contract/timestamp';
import { openColumns } from '../domain/sealed-columns.ts';
import { findWebhook } from '../domain/webhooks.ts';
import type { Caller } from '../platform/caller.ts';
import type { Requester } from '../platform/requester.ts';
import type { Services } from '../platform/services.ts';

export interface Reveal {
  id: string;
  requester: Requester;
}

export async function revealWebhook(
  { log, now, secrets: box, store }: Pick<Services, 'log' | 'now' | 'secrets' | 'store'>,
  caller: Caller,
  { id, requester }: Reveal,
): Promise<WebhookSecrets> {
  const opened = openColumns(await findWebhook(store, caller, id), box);
  // The request is logged as a warning, so that common log levels include it.
  log.warn({ ...requester, ...caller, webhookId: id }, 'webhook.revealed');
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
