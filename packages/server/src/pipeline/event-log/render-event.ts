import { hasSourcePayload } from '@winkwire/contract/event-types';
import { timestamp } from '@winkwire/contract/timestamp';
import { bucketOf } from '../../domain/bucket-of.ts';
import { asciiJson } from '../../platform/ascii-json.ts';
import { currentTrace } from '../../tracing/current-trace.ts';
import type { NewEvent } from '../model/new-event.ts';
import type { RenderedEvent } from '../model/rendered-event.ts';
import { newEventId } from './new-event-id.ts';

/** Only for lists that are direct fields of a payload. Further items are left out. */
const payloadListLimit = 300;

export function renderEvent(event: NewEvent, now: number): RenderedEvent {
  const { tenantId, mode, type, sourceId } = event;
  const id = newEventId(now);
  const createdAt = timestamp(now);
  const head = `{"id":"${id}","version":1,"type":${JSON.stringify(type)},"createdAt":"${createdAt}","data":`;
  const hasPayload = hasSourcePayload(type);
  const data = hasPayload ? { ...event.data, payload: null } : event.data;
  return {
    id,
    tenantId,
    mode,
    type,
    sourceId,
    userId: event.userId ?? null,
    sessionId: event.sessionId ?? null,
    bucket: bucketOf(event.userId ?? sourceId),
    at: now,
    createdAt,
    body: `${head}${asciiJson(data)}}`,
    payloadBody:
      hasPayload && event.payload
        ? `${head}${asciiJson({ ...event.data, payload: capLists(event.payload) })}}`
        : null,
    traceparent: currentTrace(),
  };
}

/** A list is an array or a page: `{ nextCursor, items }`. */
function capLists(payload: object): object {
  const capped = Object.entries(payload).map(([name, value]) => [name, capList(value)]);
  return Object.fromEntries(capped);
}

function capList(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, payloadListLimit);
  if (typeof value !== 'object' || value === null || !('items' in value)) return value;
  return { ...value, items: capList(value.items) };
}
