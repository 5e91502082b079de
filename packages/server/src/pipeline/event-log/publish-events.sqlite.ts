import type { Statements } from '../../store/sqlite/statements.ts';
import type { PackedHandoff } from '../model/handoff.ts';
import type { Publication, PublicationResult } from '../model/publication.ts';
import { appendEvents } from './append-events.sqlite.ts';
import { hasDigest } from './has-digest.ts';
import { type PackedEvents, type StoredEvent, unpackEvents } from './pack-events.ts';

const selectKey =
  'select digest, event_id from idempotency_keys where tenant_id = $1 and mode = $2 and key = $3';
const insertKey = `
  insert into idempotency_keys (tenant_id, mode, key, digest, event_id, created_at)
  values ($1, $2, $3, $4, $5, $6)`;

export interface StoredAndRefused extends PackedHandoff {
  /**
   * The refused publications, each with its index in the batch. The indexes in `deliveries` skip these publications.
   */
  refused: [index: number, result: PublicationResult][];
}

export interface Publishing {
  events: PackedEvents;
  /** Undefined for an event without a key. The whole list is undefined if no event has a key. */
  idempotencies: (Publication['idempotency'] | undefined)[] | undefined;
}

/** Skips events whose idempotency key was used before. Runs in the database's thread. */
export function publishEvents(
  statements: Statements,
  { events, idempotencies }: Publishing,
): StoredAndRefused {
  const refused: StoredAndRefused['refused'] = [];
  const stored = unpackEvents(events).filter((event, index) => {
    const result = claimKey(statements, event, idempotencies?.[index]);
    if (result) refused.push([index, result]);
    return !result;
  });
  return { refused, ...appendEvents(statements, stored) };
}

/**
 * Returns undefined if the event must be stored. If the key was used before, the content decides: `repeated` for the
 * same content, and `conflict` for a different one.
 */
function claimKey(
  statements: Statements,
  { tenantId, mode, id, at }: StoredEvent,
  idempotency: Publication['idempotency'],
): PublicationResult | undefined {
  if (!idempotency) return undefined;
  const row = statements.of(selectKey).get(tenantId, mode, idempotency.key) as
    | { digest: string; event_id: string }
    | undefined;
  if (row) {
    return hasDigest(row.digest, idempotency)
      ? { kind: 'repeated', eventId: row.event_id }
      : { kind: 'conflict' };
  }
  statements.of(insertKey).run(tenantId, mode, idempotency.key, idempotency.digest, id, at);
  return undefined;
}
