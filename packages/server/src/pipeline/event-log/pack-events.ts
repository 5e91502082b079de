import type { RenderedEvent } from './render-event.ts';

/*
 * Events cross to the database thread as one flat array: structured cloning writes the name of each property of
 * each object. Measured for batches of 200: 0.5 µs of CPU an event, against 1.5 for objects and 1.1 for JSON.
 */

export type PackedEvents = (string | number | null)[];

const fields = 13;

export function packEvents(events: readonly RenderedEvent[]): PackedEvents {
  const packed: PackedEvents = [];
  for (const event of events) {
    const { id, tenantId, mode, type, sourceId, userId, sessionId, bucket, at, createdAt, body } = event;
    packed.push(id, tenantId, mode, type, sourceId, userId, sessionId, bucket, at, createdAt, body);
    packed.push(event.payloadBody, event.traceparent);
  }
  return packed;
}

export function unpackEvents(packed: PackedEvents): RenderedEvent[] {
  const events: RenderedEvent[] = [];
  for (let n = 0; n < packed.length; n += fields) {
    events.push({
      id: packed[n] as string,
      tenantId: packed[n + 1] as string,
      mode: packed[n + 2] as string,
      type: packed[n + 3] as string,
      sourceId: packed[n + 4] as string,
      userId: packed[n + 5] as string | null,
      sessionId: packed[n + 6] as string | null,
      bucket: packed[n + 7] as number,
      at: packed[n + 8] as number,
      createdAt: packed[n + 9] as string,
      body: packed[n + 10] as string,
      payloadBody: packed[n + 11] as string | null,
      traceparent: packed[n + 12] as string | null,
    });
  }
  return events;
}
