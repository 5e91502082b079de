import { hostname } from 'node:os';
import { join } from 'node:path';
import type { PulledEvent, PulledEvents, Webhook, WebhookSecrets } from '@winkwire/contract/resources';
import type { Page } from '@winkwire/contract/schema/envelope';
import type { WinkwireClient } from '@winkwire/demo/winkwire-client';
import { Command } from 'commander';
import { addClientFlags, clientOf } from '../api-client.ts';
import { type CursorFile, cursorFile } from '../cursor-file.ts';
import { forwardEvent, type LocalReceiver } from '../forward-event.ts';
import { configOf } from '../setting-flags.ts';

const description = `Forward webhooks to a receiver on this machine: same bytes, same headers, same signatures.

It pulls from the endpoint's own sequence and remembers how far it came, so what happened while it was off follows
when it is back. An event that the receiver does not accept is tried again and holds up the later ones.
Exit codes: 0 stopped when asked, 1 the server refused, 2 wrong flags.`;

interface Options {
  forwardTo: string;
  webhook?: string;
  fromStart?: boolean;
  once?: boolean;
}

const lookEvery = 1000;
const longestPause = 30_000;
const pageSize = 100;

export const listenCommand = (): Command =>
  addClientFlags(
    new Command('listen')
      .description(description)
      .requiredOption('--forward-to <url>', 'your receiver, such as http://localhost:3000/webhooks')
      .option('--webhook <id>', 'an endpoint that exists; one for this machine is made otherwise')
      .option('--from-start', 'begin with the first event instead of where the last run ended')
      .option('--once', 'end when everything there is has been forwarded'),
  ).action((_options, command: Command) => listen(command));

export async function listen(command: Command): Promise<void> {
  const options = command.opts<Options>();
  const client = clientOf(command);
  const webhookId = options.webhook ?? (await ownEndpoint(client, options.forwardTo));
  const cursor = cursorFile(join(configOf(command, 'dev').dataDir, 'listen', `${webhookId}.json`));
  let sequence = options.fromStart ? 0 : (cursor.read() ?? 0);
  const { secrets, headers } = await client.request<WebhookSecrets>(
    'POST',
    `/v1/webhooks/${webhookId}/reveal`,
  );
  process.stdout.write(`Forwarding ${webhookId} to ${options.forwardTo}, from number ${sequence + 1}.\n`);
  // An endpoint that somebody else made has its secret where its receiver runs.
  if (!options.webhook) process.stdout.write(`Its secret, for your receiver, is ${secrets[0]!.secret}\n`);
  const receiver = { url: options.forwardTo, headers };
  for (;;) {
    const { items, lastSequence } = await client.request<PulledEvents>(
      'GET',
      `/v1/webhooks/${webhookId}/events?after=${sequence}&size=${pageSize}`,
    );
    for (const event of items) {
      await hand(event, receiver, cursor);
      sequence = event.sequence;
    }
    if (sequence < lastSequence && items.length > 0) continue;
    if (options.once) return;
    await pause(lookEvery);
  }
}

/** Tries until the receiver accepts: going on without it would lose the event. */
async function hand(event: PulledEvent, receiver: LocalReceiver, cursor: CursorFile): Promise<void> {
  for (let wait = 1000; event.body !== null; wait = Math.min(wait * 2, longestPause)) {
    const { type } = JSON.parse(event.body) as { type: string };
    const result = await forwardEvent(event, receiver);
    const outcome = result.accepted ? String(result.status) : `${result.reason}, again in ${wait / 1000} s`;
    process.stdout.write(`${String(event.sequence).padStart(8)}  ${type.padEnd(28)}${outcome}\n`);
    if (result.accepted) break;
    await pause(wait);
  }
  cursor.write(event.sequence);
}

/** An endpoint of this machine's own. It is never sent to, only pulled from: an inactive one keeps its backlog. */
async function ownEndpoint(client: WinkwireClient, url: string): Promise<string> {
  const name = `winkwire listen on ${hostname()}`;
  const { items } = await client.request<Page<Webhook>>('GET', '/v1/webhooks?size=150');
  const known = items.find((webhook) => webhook.name === name);
  if (known) return known.id;
  const made = await client.request<Webhook>('POST', '/v1/webhooks', {
    name,
    url,
    eventTypes: ['ALL_EVENTS'],
    active: false,
    includePayload: true,
  });
  return made.id;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
