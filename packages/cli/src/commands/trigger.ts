import { type EventType, eventTypes } from '@winkwire/contract/event-types';
import { catalogue } from '@winkwire/contract/events';
import { Command } from 'commander';
import { addClientFlags, clientOf } from '../api-client.ts';
import { CommandFailure } from '../tell-failure.ts';

const description = `Publish an example of an event, so that your receiver gets it.

The data is the catalogue's example; --data replaces some of its fields.
Exit codes: 0 published, 1 the server refused, 2 unknown type or unreadable data.`;

export const triggerCommand = (): Command =>
  addClientFlags(
    new Command('trigger')
      .description(description)
      .argument('[type]', 'such as ACCOUNT_CONNECTED; without it the types are listed')
      .option('--data <json>', 'fields of the data to replace'),
  ).action((type: string | undefined, _options, command: Command) => trigger(type, command));

export async function trigger(type: string | undefined, command: Command): Promise<void> {
  if (type === undefined) return listTypes();
  if (!isEventType(type)) {
    throw new CommandFailure(`${type} is no event type; \`winkwire trigger\` lists them.`, 2);
  }
  const data = { ...catalogue[type].example, ...replacements(command.opts<{ data?: string }>().data) };
  const { id } = await clientOf(command).request<{ id: string }>('POST', '/v1/events', { type, data });
  process.stdout.write(`${id} ${type}\n`);
}

const isEventType = (text: string): text is (typeof eventTypes)[number] =>
  (eventTypes as readonly string[]).includes(text);

function listTypes(): void {
  const line = (type: EventType) => `  ${type.padEnd(28)}${catalogue[type].line}\n`;
  process.stdout.write(eventTypes.map(line).join(''));
}

function replacements(json: string | undefined): object {
  if (json === undefined) return {};
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Answered below, as any other text that is no object.
  }
  throw new CommandFailure('--data has to be a JSON object, such as \'{"userId":"..."}\'.', 2);
}
