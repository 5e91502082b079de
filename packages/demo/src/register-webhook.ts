import { createHmac } from 'node:crypto';
import type { WinkwireClient } from './winkwire-client.ts';

const name = 'Demo receiver';

/** In seconds. Much shorter than the server's default, because the user of the demo is watching. */
const retryDelays = [3, 6, 12, 30, 60, 120, 300, 600];

interface Webhook {
  id: string;
  name: string;
  url: string;
  active: boolean;
}

/** Derived from the API secret, so it need not be stored and can verify old deliveries after a restart. */
export const demoWebhookSecret = (apiSecret: string): string =>
  createHmac('sha256', apiSecret).update('demo receiver').digest('hex');

/**
 * Registers the demo's receiver for `ALL_EVENTS`, unless an active webhook has the same address. Deletes the demo's
 * other webhooks.
 */
export async function registerWebhook(
  client: WinkwireClient,
  { url, secret }: { url: string; secret: string },
): Promise<void> {
  const mine = (await allWebhooks(client)).filter((webhook) => webhook.name === name);
  const right = mine.find((webhook) => webhook.url === url && webhook.active);
  for (const webhook of mine) {
    if (webhook !== right) await client.request('DELETE', `/v1/webhooks/${webhook.id}`);
  }
  if (right) return;
  await client.request('POST', '/v1/webhooks', {
    name,
    url,
    secret,
    eventTypes: ['ALL_EVENTS'],
    active: true,
    includePayload: true,
    delivery: { retryDelays },
  });
}

async function allWebhooks(client: WinkwireClient): Promise<Webhook[]> {
  const webhooks: Webhook[] = [];
  let cursor: string | null = '';
  do {
    const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const page: { items: Webhook[]; nextCursor: string | null } = await client.request(
      'GET',
      `/v1/webhooks?size=150${query}`,
    );
    webhooks.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return webhooks;
}
