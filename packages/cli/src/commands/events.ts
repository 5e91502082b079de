import { setTimeout as sleep } from 'node:timers/promises';
import { type DeliveryState, deliveryStates } from '@winkwire/contract/delivery-states';
import type { EventRecord } from '@winkwire/contract/resources';
import { type Command, Option } from 'commander';
import { addClientFlags, clientOf } from '../api-client.ts';
import { CommandFailure } from '../command-failure.ts';
import { createCommand } from '../create-command.ts';
import { eventTypeFlag } from '../event-type-flag.ts';
import { exitOnSignal } from '../exit-on-signal.ts';
import { EventFollower, type FetchPage } from '../follow-events.ts';
import { retryWhileLimited } from '../retry-while-limited.ts';
import { retryWhileUnavailable } from '../retry-while-unavailable.ts';
import { lastBefore, timeFlag } from '../time-flag.ts';

const description = `Print the newest events of the log, beginning with the oldest of them. With -f, print each new event from now on.

Exit codes: 0 printed, or stopped by a signal, 1 the server refused or did not respond, 2 wrong flags.`;

interface Options {
  type?: string;
  user?: string;
  source?: string;
  session?: string;
  deliveries?: DeliveryState;
  text?: string;
  since?: string;
  until?: string;
  size?: string;
  follow?: boolean;
  json?: boolean;
}

const pollMs = 1000;
const largestPage = 150;

export const eventsCommand = (): Command =>
  addClientFlags(
    createCommand('events', description)
      .option('--type <type>', 'only events of this type', eventTypeFlag)
      .option('--user <id>', 'only events of this user')
      .option('--source <id>', 'only events of this account or archive')
      .option('--session <id>', 'only events that this widget session caused')
      .addOption(
        new Option('--deliveries <state>', 'only events with a delivery in this state').choices(
          deliveryStates,
        ),
      )
      .option('--text <text>', 'only events whose body contains this text')
      .option('--since <time>', 'only events at or after this time or day, such as 2026-04-21', timeFlag)
      .option('--until <time>', 'only events before this time or day', timeFlag)
      .option('--size <number>', 'how many past events to print; by default 20, or none with -f')
      .option('-f, --follow', 'print new events until Ctrl+C, even if the server restarts')
      .addOption(new Option('--json', 'one JSON object on each line')),
  ).action((_options, command: Command) => events(command));

export async function events(command: Command): Promise<void> {
  const options = command.opts<Options>();
  if (options.follow && options.deliveries) {
    throw new CommandFailure(
      '-f prints each event as soon as it happens, but --deliveries filters by a state that changes later. Leave out -f or --deliveries.',
      2,
    );
  }
  if (options.follow && options.until) {
    throw new CommandFailure(
      '-f prints new events without an end, but --until sets an end. Leave out -f or --until.',
      2,
    );
  }
  const client = clientOf(command);
  const size = sizeOf(options);
  const fetchPage =
    (pageSize: number): FetchPage =>
    (cursor) => {
      // A cursor contains the filters of the search, so only the first page needs them.
      const query = { ...(cursor === undefined ? filtersOf(options) : { cursor }), size: pageSize };
      return client.call('GET /events', { query });
    };
  const print = (found: EventRecord[]) => {
    for (const event of found) {
      process.stdout.write(`${options.json ? JSON.stringify(event) : eventLine(event)}\n`);
    }
  };
  if (!options.follow) {
    const fetch = fetchPage(Math.min(size, largestPage));
    return print(await newest((cursor) => retryWhileLimited(() => fetch(cursor)), size));
  }
  exitOnSignal();
  const follower = new EventFollower(retryAfterFirst(fetchPage(largestPage)));
  print(await follower.start(size));
  for (;;) {
    await sleep(pollMs);
    print(await follower.next());
  }
}

/** Before the first success, an unavailable server is an error, because the address may be wrong. */
function retryAfterFirst(fetchPage: FetchPage): FetchPage {
  let retry = retryWhileLimited;
  return async (cursor) => {
    const page = await retry(() => fetchPage(cursor));
    retry = retryWhileUnavailable;
    return page;
  };
}

/** The newest `size` events, oldest first. In a long log, pages before the last may be short or empty. */
async function newest(fetchPage: FetchPage, size: number): Promise<EventRecord[]> {
  const found: EventRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await fetchPage(cursor);
    found.push(...page.items.slice(0, size - found.length));
    cursor = page.nextCursor ?? undefined;
  } while (found.length < size && cursor !== undefined);
  return found.reverse();
}

function sizeOf({ size, follow }: Options): number {
  if (size === undefined) return follow ? 0 : 20;
  const smallest = follow ? 0 : 1;
  if (!/^\d{1,6}$/.test(size) || Number(size) < smallest)
    throw new CommandFailure(`--size must be a whole number from ${smallest} to 999999.`, 2);
  return Number(size);
}

const filtersOf = ({ type, user, source, session, deliveries, text, since, until }: Options) => ({
  type,
  userId: user,
  sourceId: source,
  sessionId: session,
  deliveryState: deliveries,
  text,
  startDate: since,
  endDate: until && lastBefore(until),
});

const eventLine = ({ createdAt, type, id, userId }: EventRecord): string =>
  `${createdAt}  ${type.padEnd(28)}${id}  ${userId ?? ''}`;
