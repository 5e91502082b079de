import { readTime } from '@winkwire/contract/read-time';
import type { FrameEvent } from '@winkwire/contract/widget-api';
import { hasCallback, recordCallback } from '../domain/callbacks.ts';
import type { SessionRow } from '../domain/sessions.ts';
import type { Services } from '../platform/services.ts';

/** Keeps callbacks that began in the frame. It may send one twice: each is kept once, by its id. */
export async function recordFrameEvents(
  { store, now }: Services,
  session: SessionRow,
  events: readonly FrameEvent[],
): Promise<void> {
  await store.transaction(async (transaction) => {
    for (const { eventId, name, arguments: said, at } of events) {
      if (await hasCallback(transaction, session.id, eventId)) continue;
      await recordCallback(transaction, {
        sessionId: session.id,
        userId: session.user_id,
        name,
        arguments: said,
        eventId,
        // The user's clock may be anything; our own is what the timeline is ordered by.
        at: Math.min(now(), Math.max(readTime(at) ?? 0, Number(session.created_at))),
      });
    }
  });
}
