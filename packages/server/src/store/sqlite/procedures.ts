import { recordOutcomes } from '../../pipeline/attempt-log/record-outcomes.sqlite.ts';
import { appendEvents } from '../../pipeline/event-log/append-events.sqlite.ts';
import { type PackedEvents, unpackEvents } from '../../pipeline/event-log/pack-events.ts';
import { publishEvents } from '../../pipeline/event-log/publish-events.sqlite.ts';
import type { Statements } from './statements.ts';

/**
 * Frequent work that runs completely inside the database thread. It takes one message, not one round trip for each
 * row. A procedure runs in a savepoint of the group's transaction. Its result is sent after the commit.
 */
export const procedures = {
  appendEvents: (statements: Statements, events: PackedEvents) =>
    appendEvents(statements, unpackEvents(events)),
  publishEvents,
  recordOutcomes,
};

export type ProcedureName = keyof typeof procedures;
