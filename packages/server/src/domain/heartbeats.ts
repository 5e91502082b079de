import { inOrder } from '../platform/row-locks.ts';
import type { Store } from '../store/store.ts';

/**
 * How long a frame may be silent, in ms. A visible frame sends a heartbeat every 15 s, so two may get lost. A hidden
 * frame has more time, because browsers stop its timers: a user who reads a code in another app has not left.
 */
export const longestSilence = { visible: 45_000, hidden: 10 * 60_000 } as const;

const batchSize = 500;

/** The heartbeats that are not stored yet. Maps a session id to whether the page was visible. */
const heard = new WeakMap<Store, Map<string, boolean>>();

/**
 * Notes that a frame is still there. Writes nothing yet, because {@link storeHeartbeats} writes many heartbeats at
 * once.
 */
export function noteHeartbeat(store: Store, sessionId: string, visible: boolean): void {
  const ofStore = heard.get(store) ?? new Map<string, boolean>();
  heard.set(store, ofStore);
  ofStore.set(sessionId, visible);
}

/** Writes the noted heartbeats. A session that has ended since its last heartbeat stays as it is. */
export async function storeHeartbeats(store: Store, now: number): Promise<void> {
  const ofStore = heard.get(store) ?? new Map<string, boolean>();
  heard.delete(store);
  const beats = [...ofStore];
  try {
    for (const kind of ['visible', 'hidden'] as const) {
      const ids = beats.filter(([, visible]) => visible === (kind === 'visible')).map(([id]) => id);
      for (let start = 0; start < ids.length; start += batchSize) {
        await storeBatch(store, ids.slice(start, start + batchSize), {
          seenAt: now,
          silentAt: now + longestSilence[kind],
        });
      }
    }
  } catch (error) {
    for (const [id, visible] of beats) if (!heard.get(store)?.has(id)) noteHeartbeat(store, id, visible);
    throw error;
  }
}

function storeBatch(
  store: Store,
  ids: readonly string[],
  { seenAt, silentAt }: { seenAt: number; silentAt: number },
): Promise<number> {
  const places = ids.map((_, index) => `$${index + 3}`).join(', ');
  return store.run(
    `update sessions set seen_at = $1, silent_at = $2 where status = 'IN_PROGRESS' and id in (
       select id from sessions where id in (${places}) order by id ${inOrder(store.engine)})`,
    [seenAt, silentAt, ...ids],
  );
}
