import { readTime } from '@winkwire/contract/read-time';
import type { FrameEvent } from '@winkwire/contract/widget-api';
import { providersOf } from '../connectors/providers-of.ts';
import { hasCallback, recordCallback } from '../domain/callbacks.ts';
import { type SessionRow, sessionCaller } from '../domain/sessions.ts';
import type { Services } from '../platform/services.ts';

/** Records callbacks that began in the frame. Each id is recorded once, because the frame may send a callback twice. */
export async function recordFrameEvents(
  services: Services,
  session: SessionRow,
  events: readonly FrameEvent[],
): Promise<void> {
  const { store, now } = services;
  const known = new Set(providersOf(services, sessionCaller(session)).map(({ id }) => id));
  await store.transaction(async (transaction) => {
    for (const { eventId, name, arguments: given, at } of events) {
      if (await hasCallback(transaction, session.id, eventId)) continue;
      await recordCallback(transaction, {
        sessionId: session.id,
        userId: session.user_id,
        name,
        arguments: given,
        eventId,
        providerId: name === 'onUIEvent' ? knownProvider(given.account.providerId, known) : undefined,
        // The user's clock may be wrong. So the time is limited to the duration of the session, on our clock.
        at: Math.min(now(), Math.max(readTime(at) ?? 0, Number(session.created_at))),
      });
    }
  });
}

const knownProvider = (id: string | undefined, known: ReadonlySet<string>) =>
  id !== undefined && known.has(id) ? id : undefined;
