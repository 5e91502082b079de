// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import { setTimeout as sleep } from 'node:timers/promises';
import type { PulledEvent } from '@winkwire/contract/resources';
import { type Command, Option } from 'commander';
import { addClientFlags, clientOf, serverUrlOf } from '../api-client.ts';
import { CommandFailure } from '../command-failure.ts';
import { createCommand } from '../create-command.ts';
import { type CursorFile, listenCursor, type Position } from '../cursor-file.ts';
import { exitOnSignal } from '../exit-on-signal.ts';
import { forwardEvent, type LocalReceiver } from '../forward-event.ts';
import { httpAddress } from '../http-address.ts';
import { ensureOwnWebhook } from '../own-webhook.ts';
import { eventIdAt, idOf, type Pull, pullEvents } from '../pull-events.ts';
import { retryWhileLimited } from '../retry-while-limited.ts';
import { sequenceFlag } from '../sequence-flag.ts';

const description = `Forward the events of a webhook to a receiver on this machine, with the body, headers and signatures of a delivery.

It pulls the events of a webhook in the order of their sequence numbers. For each server, webhook and receiver, it
remembers the last event that it forwarded. So the next run continues there, and a restart of the server does no harm.
With --webhook, an address that has no cursor yet gets all events of the webhook, from the first.
An event that the receiver refuses is sent again until the receiver accepts it, and later events wait. If the server
was restored to an older state, the command stops, because it would miss the next events. It also stops at an event
that has expired or is damaged. To continue after such an event, use --after.

Exit codes: 0 stopped by a signal, or all forwarded with --once, 1 the server refused, did not respond or was restored,
the next event has expired or is damaged, or the cursor cannot be read or stored, 2 wrong flags.`;

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
  const { forwardTo } = options;
  const webhookId = options.webhook ?? (await ensureOwnWebhook(client, forwardTo));
  const cursor = listenCursor({ serverUrl: serverUrlOf(command), webhookId, forwardTo });
  const { isNew, ...start } = startOf(options, cursor);
  const { secrets, headers } = await retryWhileLimited(() =>
    client.call('POST /webhooks/{id}/reveal', { path: { id: webhookId } }),
  );
  const from = `from sequence ${start.sequence + 1}${isNew && options.webhook ? noCursor : '.'}`;
  process.stdout.write(`Forwarding ${webhookId} to ${forwardTo}, ${from}\n`);
  // A receiver of a named webhook already has its secret, so the secret is not printed.
  if (!options.webhook)
    process.stdout.write(`Your receiver needs the secret of this webhook: ${secrets[0]!.secret}\n`);
  const pull: Pull = (after, size) => pullEvents(client, webhookId, { after, size });
  await forwardAll({ pull, receiver: { url: forwardTo, headers }, cursor, start, once: options.once });
}

const noCursor = ', because this address has no cursor for this webhook yet. --after skips earlier events.';

/** The position in the flags, or else the stored one, or else the beginning. `isNew` is true in the last case. */
function startOf({ after, fromStart }: Options, cursor: CursorFile): Position & { isNew: boolean } {
  const sequence = after ?? (fromStart ? 0 : null);
  if (sequence !== null) return { sequence, eventId: null, isNew: false };
  const stored = cursor.read();
  return { ...(stored ?? { sequence: 0, eventId: null }), isNew: stored === null };
}

interface Forwarding {
  pull: Pull;
  receiver: LocalReceiver;
  cursor: CursorFile;
  start: Position;
  once: boolean | undefined;
}

async function forwardAll({ pull, receiver, cursor, start, once }: Forwarding): Promise<void> {
  let at = start;
  for (let isFirst = true; ; isFirst = false) {
    const { items, lastSequence } = await pull(at.sequence, pageSize);
    if (lastSequence < at.sequence) throw putBack(isBehind(lastSequence, at), lastSequence);
    if (isFirst || items.length > 0) {
      // The id is read after the items. Otherwise a restoration of the server between the two reads would go unnoticed.
      const found = await eventIdAt(at.sequence, pull);
      if (found && at.eventId && found !== at.eventId) throw putBack(hasOther(at), lastSequence);
      at = { ...at, eventId: at.eventId ?? found };
    }
    // If the user has chosen this position, the next run must start from it too.
    if (isFirst) cursor.write(at);
    for (const event of items) {
      await postUntilAccepted(event, receiver);
      at = { sequence: event.sequence, eventId: idOf(event) };
      cursor.write(at);
    }
    if (at.sequence < lastSequence && items.length > 0) continue;
    if (once) return;
    await sleep(pollMs);
  }
}

const isBehind = (last: number, { sequence }: Position): string =>
  `the events of this webhook end at sequence ${last}, but those up to sequence ${sequence} have been forwarded or skipped.`;

const hasOther = ({ sequence }: Position): string =>
  `sequence ${sequence} of this webhook is not the event that has been forwarded or skipped as sequence ${sequence}.`;

const putBack = (fault: string, last: number): CommandFailure =>
  new CommandFailure(
    `${fault} The server has probably been restored to an older state.\n  Run the command again. --from-start forwards all events of this webhook again, also those that the receiver has. --after ${last} forwards only those that are still to come.`,
  );

/** Only an erased event, which has no body, may be skipped. No later run would forward a skipped event. */
async function postUntilAccepted(event: PulledEvent, receiver: LocalReceiver): Promise<void> {
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
}
