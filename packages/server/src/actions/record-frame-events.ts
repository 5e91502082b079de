import { readTime } from '@winkwire/contract/read-time';
import type { FrameEvent } from '@winkwire/contract/widget-api';
import { providersOf } from '../connectors/providers-of.ts';
import { findSequence, recordCallback } from '../domain/callbacks.ts';
import { lockSession, type SessionRow, sessionCaller } from '../domain/sessions.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import type { Transaction } from '../store/store.ts';

/**
 * The frame may send a callback several times, but it is recorded once and keeps its sequence. Throws INVALID_TOKEN if
 * the user has been erased.
 */
export async function recordFrameEvents(
  services: Services,
  transaction: Transaction,
  { session, events }: { session: SessionRow; events: readonly FrameEvent[] },
): Promise<number[]> {
  const providers = new Set(providersOf(services, sessionCaller(session)).map(({ id }) => id));
  const sequences: number[] = [];
  if ((await lockSession(transaction, session.id)) === 0) throw new Failure('INVALID_TOKEN');
  for (const { eventId, name, arguments: given, at } of events) {
    const known = await findSequence(transaction, session.id, eventId);
    sequences.push(
      known ??
        (await recordCallback(transaction, {
          sessionId: session.id,
          userId: session.user_id,
          name,
          arguments: given,
          eventId,
          providerId: name === 'onUIEvent' ? knownProvider(given.account.providerId, providers) : undefined,
          // The user's clock may be wrong, so the time is kept between the session's beginning and now.
          at: Math.min(services.now(), Math.max(readTime(at) ?? 0, Number(session.created_at))),
        })),
    );
  }
  return sequences;
}

const knownProvider = (id: string | undefined, known: ReadonlySet<string>) =>
  id !== undefined && known.has(id) ? id : undefined;
