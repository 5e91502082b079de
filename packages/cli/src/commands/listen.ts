// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, ClientError } from '@winkwire/contract/client';
import type { PulledEvent, PulledEvents } from '@winkwire/contract/resources';
import { type Command, Option } from 'commander';
import { addClientFlags, clientOf, serverUrlOf } from '../api-client.ts';
import { CommandFailure } from '../command-failure.ts';
import { createCommand } from '../create-command.ts';
import { type CursorFile, listenCursor } from '../cursor-file.ts';
import { exitOnSignal } from '../exit-on-signal.ts';
import { forwardEvent, type LocalReceiver } from '../forward-event.ts';
import { httpAddress } from '../http-address.ts';
import { ensureOwnWebhook } from '../own-webhook.ts';
import { retryWhileLimited } from '../retry-while-limited.ts';
import { retryWhileUnavailable } from '../retry-while-unavailable.ts';
import { sequenceFlag } from '../sequence-flag.ts';

const description = `Forward the events of a webhook to a receiver on this machine, with the body, headers and signatures of a delivery.

It pulls the events of a webhook in the order of their sequence numbers. For each server, webhook and receiver, it
remembers the last event that it forwarded. So the next run continues there, and a restart of the server does no harm.
An event that the receiver refuses is sent again until the receiver accepts it, and later events wait. If the server
was put back to an older state, the command stops, because it would miss the next events. It also stops at an event
that has expired or is damaged. To go on after such an event, use --after.

Exit codes: 0 stopped by a signal, or all forwarded with --once, 1 the server refused or did not respond, 2 wrong flags.`;

interface Options {
  forwardTo: string;
  webhook?: string;
  fromStart?: boolean;
  after?: number;
  once?: boolean;
}

const pollMs = 1000;
const longestRetryMs = 30_000;
const pageSize = 100;

export const listenCommand = (): Command =>
  addClientFlags(
    createCommand('listen', description)
      .requiredOption(
        '--forward-to <url>',
        'the address of your receiver, such as localhost:3000/webhooks',
        httpAddress,
      )
      .option(
        '--webhook <id>',
        'an existing webhook; by default one is registered for this machine and receiver',
      )
      .option('--from-start', 'begin with the first event instead of where the last run ended')
      .addOption(
        new Option(
          '--after <sequence>',
          'begin after this sequence number, and do not forward what is before it',
        )
          .argParser(sequenceFlag)
          .conflicts('fromStart'),
      )
      .option('--once', 'stop when all events that exist now have been forwarded'),
  ).action((options: Options, command: Command) => listen(options, command));

export async function listen(options: Options, command: Command): Promise<void> {
  exitOnSignal();
  const client = clientOf(command);
  const webhookId = options.webhook ?? (await ensureOwnWebhook(client, options.forwardTo));
  const cursor = listenCursor({ serverUrl: serverUrlOf(command), webhookId, forwardTo: options.forwardTo });
  let sequence = options.after ?? (options.fromStart ? 0 : (cursor.read() ?? 0));
  const path = { id: webhookId };
  const { secrets, headers } = await retryWhileLimited(() =>
    client.call('POST /webhooks/{id}/reveal', { path }),
  );
  process.stdout.write(`Forwarding ${webhookId} to ${options.forwardTo}, from sequence ${sequence + 1}.\n`);
  // If the user named a webhook, the receiver already has the webhook's secret. So the secret is not printed.
  if (!options.webhook)
    process.stdout.write(`Your receiver needs the secret of this webhook: ${secrets[0]!.secret}\n`);
  const receiver = { url: options.forwardTo, headers };
  for (;;) {
    const { items, lastSequence } = await pull(client, webhookId, sequence);
    if (lastSequence < sequence) throw putBack(lastSequence, sequence);
    for (const event of items) {
      await forwardUntilAccepted(event, receiver, cursor);
      sequence = event.sequence;
    }
    if (sequence < lastSequence && items.length > 0) continue;
    if (options.once) return;
    await sleep(pollMs);
  }
}

/**
 * The server does not return an event that has expired or is damaged. Its message names the parameter `after` with
 * which to go on.
 */
async function pull(client: Client, id: string, after: number): Promise<PulledEvents> {
  const input = { path: { id }, query: { after, size: pageSize } };
  try {
    return await retryWhileUnavailable(() => client.call('GET /webhooks/{id}/events', input));
  } catch (error) {
    const [, next] = (error instanceof ClientError && /\bafter=(\d+)/.exec(error.message)) || [];
    if (next === undefined) throw error;
    const { message } = error as ClientError;
    const hint = `Nothing after sequence ${after} was forwarded. To go on after sequence ${next}, run the command again with --after ${next}.`;
    throw new ClientError({ ...(error as ClientError), message: `${message}\n  ${hint}` });
  }
}

const putBack = (last: number, cursor: number): CommandFailure =>
  new CommandFailure(
    `the events of this webhook end at sequence ${last}, but those up to sequence ${cursor} have been forwarded or skipped. The server has probably been put back to an older state.\n  Run the command again. --from-start forwards all events of this webhook again, also those that the receiver has. --after ${last} forwards only new ones.`,
  );

/**
 * Posts an event to the receiver until the receiver accepts it. An erased event has no body, and is skipped. No other
 * event may be skipped, because no later run would forward it.
 */
async function forwardUntilAccepted(
  event: PulledEvent,
  receiver: LocalReceiver,
  cursor: CursorFile,
): Promise<void> {
  for (let delayMs = 1000; event.body !== null; delayMs = Math.min(delayMs * 2, longestRetryMs)) {
    const { type } = JSON.parse(event.body) as { type: string };
    const outcome = await forwardEvent(event, receiver);
    const text = outcome.accepted
      ? String(outcome.status)
      : `${outcome.reason}, next attempt in ${delayMs / 1000} s`;
    process.stdout.write(`${String(event.sequence).padStart(8)}  ${type.padEnd(28)}${text}\n`);
    if (outcome.accepted) break;
    await sleep(delayMs);
  }
  cursor.write(event.sequence);
}
