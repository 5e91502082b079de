import type { EventRecord } from '@winkwire/contract/resources';
import type { Page } from '@winkwire/contract/schema/envelope';
import { Command, Option } from 'commander';
import { addClientFlags, clientOf } from '../api-client.ts';

const description = `List the newest events of the log, or go on printing new ones.

Exit codes: 0 printed, or stopped when asked, 1 the server refused, 2 wrong flags.`;

interface Options {
  type?: string;
  user?: string;
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
      .option('--size <number>', 'how many at first, up to 150', '20')
      .option('-f, --follow', 'go on with new events until Ctrl+C')
      .addOption(new Option('--json', 'one JSON object a line')),
  ).action((_options, command: Command) => events(command));

export async function events(command: Command): Promise<void> {
  const options = command.opts<Options>();
  const client = clientOf(command);
  const seen = new Set<string>();
  const newest = async (size: string) => {
    const query = new URLSearchParams({ size });
    if (options.type) query.set('type', options.type);
    if (options.user) query.set('userId', options.user);
    const page = await client.request<Page<EventRecord>>('GET', `/v1/events?${query}`);
    return page.items.filter(({ id }) => !seen.has(id)).reverse();
  };
  const print = (found: EventRecord[]) => {
    for (const event of found) {
      seen.add(event.id);
      process.stdout.write(`${options.json ? JSON.stringify(event) : eventLine(event)}\n`);
    }
  };
  print(await newest(options.size));
  while (options.follow) {
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
    print(await newest('150'));
  }
}

const eventLine = ({ createdAt, type, id, userId }: EventRecord): string =>
  `${createdAt}  ${type.padEnd(28)}${id}  ${userId ?? ''}`;
