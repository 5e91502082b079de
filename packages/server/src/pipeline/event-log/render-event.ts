import { hasSourcePayload } from '@winkwire/contract/event-types';
import { timestamp } from '@winkwire/contract/timestamp';
import { bucketOf } from '../../domain/bucket-of.ts';
import { asciiJson } from '../../platform/ascii-json.ts';
import type { NewEvent } from '../../store/store.ts';
import { currentTrace } from '../../tracing/current-trace.ts';
import { newEventId } from './new-event-id.ts';

/** An event as the log keeps it. Its bodies are the exact text that is signed and sent, on every attempt, in plain ASCII. */
export interface RenderedEvent {
  id: string;
  tenantId: string;
  mode: string;
  type: string;
  sourceId: string;
  userId: string | null;
  sessionId: string | null;
  bucket: number;
  /** ms since 1970 */
  at: number;
  /** `YYYY-MM-DDTHH:mm:ssZ`, as in the body. */
  createdAt: string;
  body: string;
  /** For endpoints with `includePayload`; null where the type has no payload. */
  payloadBody: string | null;
  /** W3C trace context of what caused it; null while traces are off. */
  traceparent: string | null;
}

/** How long its texts are. */
export const charactersOf = ({ body, payloadBody }: RenderedEvent): number =>
  body.length + (payloadBody?.length ?? 0);

/** The longest list inside a payload. */
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

/** Lists stand in a payload by themselves or as pages, `{ nextCursor, items }`. */
function capLists(payload: object): object {
  const capped = Object.entries(payload).map(([name, value]) => [name, capList(value)]);
  return Object.fromEntries(capped);
}

function capList(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, payloadListLimit);
  if (typeof value !== 'object' || value === null || !('items' in value)) return value;
  return { ...value, items: capList(value.items) };
}
