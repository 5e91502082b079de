import { deliveryStates } from '@winkwire/contract/delivery-states';
import type { EventRecord } from '@winkwire/contract/resources';
import type { Page } from '@winkwire/contract/schema/envelope';
import { Command, Option } from 'commander';
import { addClientFlags, clientOf } from '../api-client.ts';
import { type AskForPage, EventFollower } from '../follow-events.ts';
import { CommandFailure } from '../tell-failure.ts';
import { timeFlag } from '../time-flag.ts';
import { untilReached } from '../until-reached.ts';

const description = `List the newest events of the log, or follow it: with -f, print each new event from now on.

Exit codes: 0 printed, or stopped when asked, 1 the server refused, 2 wrong flags.`;

interface Options {
  type?: string;
  user?: string;
  source?: string;
  session?: string;
  deliveries?: string;
  text?: string;
  since?: string;
  until?: string;
  size?: string;
  follow?: boolean;
  json?: boolean;
}

const lookEvery = 1000;
const largestPage = 150;

export const eventsCommand = (): Command =>
  addClientFlags(
    new Command('events')
      .description(description)
      .option('--type <type>', 'only events of this type')
      .option('--user <id>', 'only events of this user')
      .option('--source <id>', 'only events of this account or archive')
      .option('--session <id>', 'only what this widget session caused')
      .addOption(
        new Option('--deliveries <state>', 'only events with a delivery in this state').choices(
          deliveryStates,
        ),
      )
      .option('--text <text>', 'only events whose body contains this')
      .option('--since <time>', 'only from this time or day on, such as 2026-04-21', timeFlag)
      .option('--until <time>', 'only up to this time or day, included', timeFlag)
      .option('--size <number>', 'how many; 20 unless given, none with -f')
      .option('-f, --follow', 'print new events until Ctrl+C, also after the server was restarted')
      .addOption(new Option('--json', 'one JSON object a line')),
  ).action((_options, command: Command) => events(command));

export async function events(command: Command): Promise<void> {
  const options = command.opts<Options>();
  const client = clientOf(command);
  const size = sizeOf(options);
  const askWith = (pageSize: number) => (cursor: string | undefined) => {
    // A cursor brings its filters along.
    const query = new URLSearchParams({
      ...(cursor === undefined ? filtersOf(options) : { cursor }),
      size: String(pageSize),
    });
    return client.request<Page<EventRecord>>('GET', `/v1/events?${query}`);
  };
  const print = (found: EventRecord[]) => {
    for (const event of found) {
      process.stdout.write(`${options.json ? JSON.stringify(event) : eventLine(event)}\n`);
    }
  };
  if (!options.follow) return print(await newest(askWith(Math.min(size, largestPage)), size));
  const follower = new EventFollower(askWith(largestPage));
  print(await follower.start(size));
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
    print(await untilReached(() => follower.next()));
  }
}

/** A page of a search in a long log may be short or empty without being the last. */
async function newest(ask: AskForPage, size: number): Promise<EventRecord[]> {
  const found: EventRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask(cursor);
    found.push(...page.items.slice(0, size - found.length));
    cursor = page.nextCursor ?? undefined;
  } while (found.length < size && cursor !== undefined);
  return found.reverse();
}

function sizeOf({ size, follow }: Options): number {
  if (size === undefined) return follow ? 0 : 20;
  if (!/^\d{1,6}$/.test(size)) throw new CommandFailure('--size has to be a whole number.', 2);
  return Number(size);
}

function filtersOf({
  type,
  user,
  source,
  session,
  deliveries,
  text,
  since,
  until,
}: Options): Record<string, string> {
  const filters = {
    type,
    userId: user,
    sourceId: source,
    sessionId: session,
    deliveryState: deliveries,
    text,
    startDate: since,
    endDate: until,
  };
  return Object.fromEntries(Object.entries(filters).filter((entry): entry is [string, string] => !!entry[1]));
}

const eventLine = ({ createdAt, type, id, userId }: EventRecord): string =>
  `${createdAt}  ${type.padEnd(28)}${id}  ${userId ?? ''}`;
