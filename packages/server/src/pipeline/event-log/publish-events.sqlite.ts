import type { Statements } from '../../store/sqlite/statements.ts';
import { appendEvents } from './append-events.sqlite.ts';
import type { Handoff } from './appended.ts';
import { type PackedEvents, unpackEvents } from './pack-events.ts';
import type { Publication, PublicationResult } from './publication.ts';
import type { RenderedEvent } from './render-event.ts';

const selectKey =
  'select digest, event_id from idempotency_keys where tenant_id = $1 and mode = $2 and key = $3';
const insertKey = 'insert into idempotency_keys values ($1, $2, $3, $4, $5, $6)';

export interface Published extends Handoff {
  results: PublicationResult[];
  /** Indexes into the publications, of those that were stored: what `deliveries` refers to. */
  stored: number[];
}

export interface Publishing {
  events: PackedEvents;
  /** One for each event; absent when none has a key. */
  idempotencies: (Publication['idempotency'] | undefined)[] | undefined;
}

/** Stores what was not stored before; runs inside the database thread. */
export function publishEvents(statements: Statements, publishing: Publishing): Published {
  const results: PublicationResult[] = [];
  const events: RenderedEvent[] = [];
  const stored: number[] = [];
  for (const [index, event] of unpackEvents(publishing.events).entries()) {
    const idempotency = publishing.idempotencies?.[index];
    const earlier = idempotency && findEarlier(statements, event, idempotency);
    results.push(earlier ?? { kind: 'stored', eventId: event.id });
    if (earlier) continue;
    if (idempotency) {
      const { tenantId, mode, id, at } = event;
      statements.of(insertKey).run(tenantId, mode, idempotency.key, idempotency.digest, id, at);
    }
    events.push(event);
    stored.push(index);
  }
  return { results, stored, ...appendEvents(statements, events) };
}

function findEarlier(
  statements: Statements,
  { tenantId, mode }: RenderedEvent,
  { key, digest }: { key: string; digest: string },
): PublicationResult | undefined {
  const row = statements.of(selectKey).get(tenantId, mode, key) as
    | { digest: string; event_id: string }
    | undefined;
  if (!row) return undefined;
  return row.digest === digest ? { kind: 'repeated', eventId: row.event_id } : { kind: 'conflict' };
}
