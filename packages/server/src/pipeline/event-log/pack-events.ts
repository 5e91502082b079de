// biome-ignore-all lint/style/noNonNullAssertion: the indexes lie within the arrays, and a check would cost on the hot path
import { numberFields } from '../../store/sqlite/number-fields.ts';
import { SharedTexts } from '../../store/sqlite/shared-texts.ts';
import type { RenderedEvent } from '../model/rendered-event.ts';

/*
 * A packed event is cheap to send to another thread. In batches of 200, it takes 0.5 µs of CPU for each event. An
 * object takes 1.5 µs, and JSON takes 1.1 µs.
 */

export interface PackedEvents {
  /** One row for each event. Tenant, mode and type are indexes into `shared`. */
  numbers: Float64Array;
  shared: string[];
  /** One row for each event. */
  texts: (string | null)[];
}

export type StoredEvent = Omit<RenderedEvent, 'createdAt'>;

const number = numberFields('tenantId', 'mode', 'type', 'bucket', 'at');
const numberCount = Object.keys(number).length;
const text = numberFields('id', 'sourceId', 'userId', 'sessionId', 'body', 'payloadBody', 'traceparent');
const textCount = Object.keys(text).length;

export function packEvents(events: readonly RenderedEvent[]): PackedEvents {
  const shared = new SharedTexts();
  const numbers = new Float64Array(events.length * numberCount);
  const texts: (string | null)[] = [];
  let n = 0;
  for (const event of events) {
    numbers[n + number.tenantId] = shared.indexOf(event.tenantId);
    numbers[n + number.mode] = shared.indexOf(event.mode);
    numbers[n + number.type] = shared.indexOf(event.type);
    numbers[n + number.bucket] = event.bucket;
    numbers[n + number.at] = event.at;
    n += numberCount;
    const { id, sourceId, userId, sessionId, body, payloadBody, traceparent } = event;
    // The values have the same order as in `text`. An array that is filled with `push` has no holes, so it is cloned
    // twice as fast.
    texts.push(id, sourceId, userId, sessionId, body, payloadBody, traceparent);
  }
  return { numbers, shared: shared.all, texts };
}

export function unpackEvents({ numbers, shared, texts }: PackedEvents): StoredEvent[] {
  const events: StoredEvent[] = [];
  for (let n = 0, t = 0; n < numbers.length; n += numberCount, t += textCount) {
    events.push({
      tenantId: shared[numbers[n + number.tenantId]!]!,
      mode: shared[numbers[n + number.mode]!]!,
      type: shared[numbers[n + number.type]!]!,
      bucket: numbers[n + number.bucket]!,
      at: numbers[n + number.at]!,
      id: texts[t + text.id]!,
      sourceId: texts[t + text.sourceId]!,
      userId: texts[t + text.userId] ?? null,
      sessionId: texts[t + text.sessionId] ?? null,
      body: texts[t + text.body]!,
      payloadBody: texts[t + text.payloadBody] ?? null,
      traceparent: texts[t + text.traceparent] ?? null,
    });
  }
  return events;
}
