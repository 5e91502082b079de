import { readTime } from '@winkwire/contract/read-time';
import type { FrameEvent } from '@winkwire/contract/widget-api';
import { hasCallback, recordCallback } from '../domain/callbacks.ts';
import type { SessionRow } from '../domain/sessions.ts';
import type { Services } from '../platform/services.ts';

/** Records callbacks that began in the frame. Each id is recorded once, because the frame may send a callback twice. */
export async function recordFrameEvents(
  { store, now }: Services,
  session: SessionRow,
  events: readonly FrameEvent[],
): Promise<void> {
  await store.transaction(async (transaction) => {
    for (const { eventId, name, arguments: given, at } of events) {
      if (await hasCallback(transaction, session.id, eventId)) continue;
      await recordCallback(transaction, {
        sessionId: session.id,
        userId: session.user_id,
        name,
        arguments: given,
        eventId,
        // The user's clock may be wrong. So the time is limited to the duration of the session, on our clock.
        at: Math.min(now(), Math.max(readTime(at) ?? 0, Number(session.created_at))),
      });
    }
  });
}
