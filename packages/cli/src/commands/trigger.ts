import { type EventType, eventTypes, ownEventTypes } from '@winkwire/contract/event-types';
import { catalogue } from '@winkwire/contract/events';
import type { Command } from 'commander';
import { addClientFlags, clientOf, usesProduction } from '../api-client.ts';
import { CommandFailure } from '../command-failure.ts';
import { createCommand } from '../create-command.ts';
import { withExistingSubject } from '../example-subject.ts';

const description = `Publish an example of an event, so that your receiver gets it.

In the sandbox, the event names a user and an account that exist. If there are none, the command creates them, and
the server also publishes the events of linking this account. --data replaces fields of the example. With --production,
all ids are those of the example unless --data replaces them.

Exit codes: 0 published, or the types listed, 1 the server refused or did not respond, 2 wrong flags, an unknown type or
invalid data.`;

export const triggerCommand = (): Command =>
  addClientFlags(
    createCommand('trigger', description)
      .argument('[type]', 'such as ACCOUNT_CONNECTED; without it the types are listed')
      .option('--data <json>', 'fields that replace those of the example'),
  ).action((type: string | undefined, _options, command: Command) => trigger(type, command));

export async function trigger(type: string | undefined, command: Command): Promise<void> {
  if (type === undefined) return listTypes();
  if (!isEventType(type)) {
    const reason = isOwnEventType(type) ? 'cannot be triggered' : 'is not an event type';
    throw new CommandFailure(`${type} ${reason}. \`winkwire trigger\` lists the types.`, 2);
  }
  const replaced = replacements(command.opts<{ data?: string }>().data);
  const client = clientOf(command);
  const { example } = catalogue[type];
  const userId = typeof replaced.userId === 'string' ? replaced.userId : undefined;
  const subject = usesProduction(command) ? example : await withExistingSubject(client, example, userId);
  const body = { type, data: { ...subject, ...replaced } };
  const { id } = await client.call('POST /events', { body });
  process.stdout.write(`${id} ${type}\n`);
}

const isEventType = (text: string): text is (typeof eventTypes)[number] =>
  (eventTypes as readonly string[]).includes(text);

const isOwnEventType = (text: string): boolean => (ownEventTypes as readonly string[]).includes(text);

function listTypes(): void {
  const line = (type: EventType) => `  ${type.padEnd(28)}${catalogue[type].line}\n`;
  process.stdout.write(eventTypes.map(line).join(''));
}

function replacements(json: string | undefined): Record<string, unknown> {
  if (json === undefined) return {};
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Text that is not JSON leads to the error below, like JSON that is not an object.
  }
  throw new CommandFailure('--data must be a JSON object, such as \'{"userId":"..."}\'.', 2);
}
