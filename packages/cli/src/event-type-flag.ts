import { type EventType, eventTypes, ownEventTypes } from '@winkwire/contract/event-types';
import { InvalidArgumentError } from 'commander';

const known: readonly string[] = [...eventTypes, ...ownEventTypes];

/** Refuses a misspelt type, because a search for it would find nothing, as if the log were empty. */
export function eventTypeFlag(text: string): EventType {
  if (known.includes(text)) return text as EventType;
  throw new InvalidArgumentError(
    `It must be an event type, such as ACCOUNT_CONNECTED. \`winkwire trigger\` lists the types, except these: ${ownEventTypes.join(', ')}.`,
  );
}
