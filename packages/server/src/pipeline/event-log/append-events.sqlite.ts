// biome-ignore-all lint/style/noNonNullAssertion: the indexes lie within the arrays, and a check would cost on the hot path
import { chainHash } from '@winkwire/receiver/checkpoint';
import { type Digests, digestFor, digestsOf } from '../../domain/body-digests.ts';
import { type Subscription, type SubscriptionRow, selectSubscriptions } from '../../domain/subscription.ts';
import type { Statements } from '../../store/sqlite/statements.ts';
import { fanOut, filterSizeOf, unreadableOf } from '../fan-out/fan-out.ts';
import { Subscriptions } from '../fan-out/subscriptions.ts';
import { HandoffPacker, type PackedHandoff } from '../model/handoff.ts';
import { logKey } from './log-key.ts';
import type { StoredEvent } from './pack-events.ts';

const insertEvent = `
  insert into events
    (tenant_id, mode, id, type, source_id, user_id, session_id, bucket, created_at, body, payload_body,
     traceparent, body_digest, payload_digest)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`;
const insertDelivery = `
  insert into deliveries
    (tenant_id, webhook_id, sequence, mode, event_id, source_id, payload, created_at, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`;
const selectVersion = 'select version from webhook_versions where tenant_id = $1 and mode = $2';
const selectQueue = 'select sequence, hash from queues where tenant_id = $1 and webhook_id = $2';
const updateQueue = 'update queues set sequence = $3, hash = $4 where tenant_id = $1 and webhook_id = $2';

/** Each store has its own thread, with its own instance of this module. */
const cache = new Subscriptions();

/** Runs in the database's thread. */
export function appendEvents(statements: Statements, events: readonly StoredEvent[]): PackedHandoff {
  const packer = new HandoffPacker();
  for (const [key, indexes] of Map.groupBy(events.keys(), (index) => logKey(events[index]!))) {
    const own = indexes.map((index) => events[index]!);
    const digests = own.map(digestsOf);
    writeEvents(statements, own, digests);
    const subscriptions = subscriptionsOf(statements, key, own[0]!);
    packer.addFilterSize(own[0]!.tenantId, own[0]!.mode, filterSizeOf(subscriptions));
    packer.addUnreadable(own[0]!.tenantId, unreadableOf(subscriptions));
    for (const share of fanOut(own, subscriptions)) {
      const first = writeDeliveries(statements, { events: own, digests }, share);
      packer.add({ ...share, first }, indexes);
    }
  }
  return packer.pack();
}

function writeEvents(
  statements: Statements,
  events: readonly StoredEvent[],
  digests: readonly Digests[],
): void {
  const insert = statements.of(insertEvent);
  for (const [index, event] of events.entries()) {
    const { tenantId, mode, id, type, sourceId, userId, sessionId, bucket, at, body, payloadBody } = event;
    const { traceparent } = event;
    insert.run(
      tenantId,
      mode,
      id,
      type,
      sourceId,
      userId,
      sessionId,
      bucket,
      at,
      body,
      payloadBody,
      traceparent,
      digests[index]!.body,
      digests[index]!.payload,
    );
  }
}

/** Returns the first sequence. */
function writeDeliveries(
  statements: Statements,
  { events, digests }: { events: readonly StoredEvent[]; digests: readonly Digests[] },
  share: { webhookId: string; events: number[]; withPayload: boolean[] },
): number {
  const { tenantId, mode } = events[0]!;
  const queue = statements.of(selectQueue).get(tenantId, share.webhookId) as {
    sequence: number;
    hash: string;
  };
  const insert = statements.of(insertDelivery);
  let { sequence, hash } = queue;
  for (const [n, index] of share.events.entries()) {
    const event = events[index]!;
    const withPayload = share.withPayload[n]!;
    hash = chainHash(hash, event.id, digestFor(digests[index]!, withPayload));
    sequence++;
    insert.run(
      tenantId,
      share.webhookId,
      sequence,
      mode,
      event.id,
      event.sourceId,
      withPayload ? 1 : 0,
      event.at,
    );
  }
  statements.of(updateQueue).run(tenantId, share.webhookId, sequence, hash);
  return queue.sequence + 1;
}

function subscriptionsOf(
  statements: Statements,
  key: string,
  { tenantId, mode }: { tenantId: string; mode: string },
): readonly Subscription[] {
  const version = Number(statements.of(selectVersion).get(tenantId, mode)?.version ?? 0);
  const rows = (): unknown[] => statements.of(selectSubscriptions).all(tenantId, mode);
  return cache.find(key, version) ?? cache.keep(key, version, rows() as SubscriptionRow[]);
}
