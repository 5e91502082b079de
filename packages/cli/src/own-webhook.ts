import { hostname } from 'node:os';
import { type Client, ClientError, type OperationData } from '@winkwire/contract/client';
import type { Webhook } from '@winkwire/contract/resources';
import { CommandFailure } from './command-failure.ts';
import { retryWhileLimited } from './retry-while-limited.ts';

/** Returns or registers the webhook of this machine. It is inactive, so its events wait for `winkwire listen`. */
export async function ensureOwnWebhook(client: Client, address: string): Promise<string> {
  const existing = await findOwnWebhook(client, address);
  if (existing !== null) return existing;
  const registered = await registerOwnWebhook(client, address);
  // Another run may have registered a webhook at the same moment. Both then use the older one.
  const oldest = (await findOwnWebhook(client, address)) ?? registered;
  if (oldest !== registered)
    await retryWhileLimited(() => client.call('DELETE /webhooks/{id}', { path: { id: registered } }));
  return oldest;
}

async function registerOwnWebhook(client: Client, address: string): Promise<string> {
  const settings = { name: nameFor(address), url: address, active: false, includePayload: true };
  try {
    const body = { ...settings, eventTypes: ['ALL_EVENTS' as const] };
    return (await retryWhileLimited(() => client.call('POST /webhooks', { body }))).id;
  } catch (error) {
    if (!(error instanceof ClientError) || error.code !== 'INVALID_PARAMETERS') throw error;
    throw new CommandFailure(
      `the server refuses a webhook for ${address}. ${error.message}\n  Register a webhook with a permitted address, and pass its id with --webhook.`,
    );
  }
}

/**
 * The oldest webhook of this address. The newest webhooks are listed first, so every page is read. The client's `list`
 * is not used, because it would fail at a page that the rate limit refuses.
 */
async function findOwnWebhook(client: Client, address: string): Promise<string | null> {
  let oldest: string | null = null;
  let cursor: string | null = null;
  do {
    const query = { size: 150, cursor };
    const page: Page = await retryWhileLimited(() => client.call('GET /webhooks', { query }));
    oldest = page.items.findLast((webhook) => isOwn(webhook, address))?.id ?? oldest;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return oldest;
}

type Page = OperationData<'GET /webhooks'>;

const machine = `winkwire listen on ${hostname()}`;
/** The limit of the API for a name, in characters. */
const longestName = 200;

/** Leaves out the query, which may contain a secret. */
function nameFor(address: string): string {
  const { host, pathname } = new URL(address);
  return `${machine} to ${host}${pathname}`.slice(0, longestName);
}

/**
 * Compares the URL too, because the name lacks a part of the URL, and earlier versions used one name for all addresses.
 */
const isOwn = ({ name, url }: Pick<Webhook, 'name' | 'url'>, address: string): boolean =>
  (name === nameFor(address) || name === machine) && URL.parse(url)?.href === new URL(address).href;
