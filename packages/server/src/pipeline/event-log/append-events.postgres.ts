import { chunksOf, places } from '../../store/rows.ts';
import type { Queries, Value } from '../../store/store.ts';
import { extendChain } from '../fan-out/extend-chain.ts';
import { bodyFor, fanOut, type Share } from '../fan-out/fan-out.ts';
import { type Subscription, type SubscriptionRow, selectSubscriptions } from '../fan-out/subscription.ts';
import { Subscriptions } from '../fan-out/subscriptions.ts';
import type { Handoff } from './appended.ts';
import type { RenderedEvent } from './render-event.ts';

const cache = new Subscriptions();

/** Writes events, their deliveries and their endpoints' counters. The events are of one tenant, in one or both modes. */
export async function appendEvents(queries: Queries, events: readonly RenderedEvent[]): Promise<Handoff> {
  const webhookIds: string[] = [];
  const deliveries: number[] = [];
  await insertEvents(queries, events);
  const groups = Map.groupBy(events.keys(), (index) => `${events[index]!.mode} ${events[index]!.tenantId}`);
  for (const [key, indexes] of groups) {
    const own = indexes.map((index) => events[index]!);
    const shares = fanOut(own, await subscriptionsOf(queries, key, own[0]!));
    for (const { share, first } of await writeDeliveries(queries, own, shares)) {
      const webhook = webhookIds.push(share.webhookId) - 1;
      for (const [n, index] of share.events.entries()) {
        deliveries.push(indexes[index]!, share.withPayload[n] ? -webhook - 1 : webhook, first + n);
      }
    }
  }
  return { webhookIds, deliveries: Float64Array.from(deliveries) };
}

async function insertEvents(queries: Queries, events: readonly RenderedEvent[]): Promise<void> {
  const rows = events.map((event): Value[] => {
    const { tenantId, mode, id, type, sourceId, userId, sessionId, bucket, at, body, payloadBody } = event;
    return [
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
      event.traceparent,
    ];
  });
  for (const chunk of chunksOf(rows)) {
    await queries.run(
      `insert into events
         (tenant_id, mode, id, type, source_id, user_id, session_id, bucket, created_at, body, payload_body,
          traceparent)
       values ${places(chunk.length, 12)}`,
      chunk.flat(),
    );
  }
}

async function subscriptionsOf(
  queries: Queries,
  key: string,
  { tenantId, mode }: { tenantId: string; mode: string },
): Promise<readonly Subscription[]> {
  const of = [tenantId, mode];
  const sql = 'select version from webhook_versions where tenant_id = $1 and mode = $2';
  const version = (await queries.get<{ version: number }>(sql, of))?.version ?? 0;
  return (
    cache.find(key, version) ??
    cache.keep(key, version, await queries.all<SubscriptionRow>(selectSubscriptions, of))
  );
}

/** Takes the counters, in the order of the ids so that two appends cannot wait for each other. */
async function writeDeliveries(
  queries: Queries,
  events: readonly RenderedEvent[],
  shares: readonly Share[],
): Promise<{ share: Share; first: number }[]> {
  if (shares.length === 0) return [];
  const { tenantId, mode } = events[0]!;
  const counters = await queries.all<{ webhook_id: string; sequence: number; hash: string }>(
    `select webhook_id, sequence, hash from queues
     where tenant_id = $1 and webhook_id = any($2::text[]) order by webhook_id for update`,
    [tenantId, `{${shares.map(({ webhookId }) => webhookId).join(',')}}`],
  );
  const byId = new Map(counters.map((counter) => [counter.webhook_id, counter]));
  const written: { share: Share; first: number }[] = [];
  const rows: Value[][] = [];
  for (const share of shares) {
    const counter = byId.get(share.webhookId)!;
    written.push({ share, first: counter.sequence + 1 });
    for (const [n, index] of share.events.entries()) {
      const event = events[index]!;
      const withPayload = share.withPayload[n]!;
      counter.hash = extendChain(counter.hash, event.id, bodyFor(event, withPayload));
      counter.sequence++;
      const { id, sourceId, at } = event;
      rows.push([
        tenantId,
        share.webhookId,
        counter.sequence,
        mode,
        id,
        sourceId,
        withPayload ? 1 : 0,
        at,
        at,
      ]);
    }
  }
  for (const chunk of chunksOf(rows)) {
    await queries.run(
      `insert into deliveries
         (tenant_id, webhook_id, sequence, mode, event_id, source_id, payload, created_at, updated_at)
       values ${places(chunk.length, 9)}`,
      chunk.flat(),
    );
  }
  for (const chunk of chunksOf(counters.map(({ webhook_id: id, sequence, hash }) => [id, sequence, hash]))) {
    await queries.run(
      `update queues q set sequence = v.sequence::bigint, hash = v.hash
       from (values ${places(chunk.length, 3, 1)}) as v(id, sequence, hash)
       where q.tenant_id = $1 and q.webhook_id = v.id`,
      [tenantId, ...chunk.flat()],
    );
  }
  return written;
}
