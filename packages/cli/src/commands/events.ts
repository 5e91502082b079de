import { deliveryStates } from '@winkwire/contract/delivery-states';
import type { EventRecord } from '@winkwire/contract/resources';
import type { Page } from '@winkwire/contract/schema/envelope';
import { Command, Option } from 'commander';
import { addClientFlags, clientOf } from '../api-client.ts';
import { timeFlag } from '../time-flag.ts';

const description = `List the newest events of the log, or go on printing new ones.

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
  size: string;
  follow?: boolean;
  json?: boolean;
}

const lookEvery = 1000;

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
      .option('--size <number>', 'how many at first, up to 150', '20')
      .option('-f, --follow', 'go on with new events until Ctrl+C')
      .addOption(new Option('--json', 'one JSON object a line')),
  ).action((_options, command: Command) => events(command));

export async function events(command: Command): Promise<void> {
  const options = command.opts<Options>();
  const client = clientOf(command);
  const seen = new Set<string>();
  const ask = (query: Record<string, string>) =>
    client.request<Page<EventRecord>>('GET', `/v1/events?${new URLSearchParams(query)}`);
  const print = (found: EventRecord[]) => {
    for (const event of found.filter(({ id }) => !seen.has(id)).reverse()) {
      seen.add(event.id);
      process.stdout.write(`${options.json ? JSON.stringify(event) : eventLine(event)}\n`);
    }
  };
  const { size } = options;
  const filters = filtersOf(options);
  const found: EventRecord[] = [];
  // A page of a search in a long log may be short, or empty, and not the last.
  for (let page = await ask({ ...filters, size }); ; page = await ask({ cursor: page.nextCursor, size })) {
    found.push(...page.items.slice(0, Number(size) - found.length));
    if (found.length >= Number(size) || page.nextCursor === null) break;
  }
  print(found);
  const today = new Date().toISOString().slice(0, 10);
  while (options.follow) {
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
    print((await ask({ ...filters, startDate: today, size: '150' })).items);
  }
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
