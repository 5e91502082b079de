import type Type from 'typebox';
import type { EventType } from '../event-types.ts';
import { accountEvents } from './account-events.ts';
import { addedEvents } from './added-events.ts';
import { archiveEvents } from './archive-events.ts';
import { endpointEvents } from './endpoint-events.ts';
import type { EventDefinition } from './event-definition.ts';
import { fieldEvents } from './field-events.ts';
import { inviteEvents } from './invite-events.ts';
import { operatorEvents } from './operator-events.ts';
import { sessionEvents } from './session-events.ts';
import { taskEvents } from './task-events.ts';
import { updatedEvents } from './updated-events.ts';
import { userEvents } from './user-events.ts';

/** For every type of event: when it is sent, the schema of its data, and an example. */
export const catalogue = {
  ...userEvents,
  ...accountEvents,
  ...taskEvents,
  ...archiveEvents,
  ...inviteEvents,
  ...addedEvents,
  ...updatedEvents,
  ...sessionEvents,
  ...operatorEvents,
  ...endpointEvents,
  ...fieldEvents,
} satisfies Record<EventType, EventDefinition>;

/** The data of one type of event: `EventData<'ACCOUNT_CREATED'>` is `{ userId, accountId, providers }`. */
export type EventData<T extends EventType> = Type.Static<(typeof catalogue)[T]['data']>;
