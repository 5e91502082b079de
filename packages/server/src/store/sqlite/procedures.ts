import { recordOutcomes } from '../../pipeline/attempt-log/record-outcomes.sqlite.ts';
import { appendEvents } from '../../pipeline/event-log/append-events.sqlite.ts';
import { indexSubjects } from '../../pipeline/event-log/index-subjects.sqlite.ts';
import { type PackedEvents, unpackEvents } from '../../pipeline/event-log/pack-events.ts';
import { publishEvents } from '../../pipeline/event-log/publish-events.sqlite.ts';
import type { Statements } from './statements.ts';

/** Frequent work that runs inside the database thread. It needs one message in each direction, not one for each row. */
export const procedures = {
  appendEvents: (statements: Statements, events: PackedEvents) =>
    appendEvents(statements, unpackEvents(events)),
  indexSubjects,
  publishEvents,
  recordOutcomes,
};

export type ProcedureName = keyof typeof procedures;
