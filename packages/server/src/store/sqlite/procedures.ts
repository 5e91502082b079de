import type { RenderedEvent } from '../../pipeline/event-log/render-event.ts';
import type { Statements } from './statements.ts';

/**
 * Hot paths that run inside the database thread, whole, in one message: no round trip for each row.
 * A procedure runs in a savepoint of the group's transaction; what it returns is sent after the commit.
 */
export type Procedure = (statements: Statements, input: never) => unknown;

export const procedures: Record<string, Procedure> = {
  appendEvents(statements, events: RenderedEvent[]) {
    const insert = statements.of('insert into events values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)');
    for (const event of events) {
      const { tenantId, mode, id, type, sourceId, userId, sessionId, at, body, payloadBody } = event;
      insert.run(tenantId, mode, id, type, sourceId, userId, sessionId, at, body, payloadBody);
    }
  },
};
