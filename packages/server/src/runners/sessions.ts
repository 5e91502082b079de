import { completeAbandonedSessions, completeSilentSessions } from '../actions/complete-session.ts';
import { longestSilence, storeHeartbeats } from '../domain/heartbeats.ts';
import { Loop } from '../platform/loop.ts';
import type { Services } from '../platform/services.ts';

const intervalMs = 2_000;

/**
 * Stores heartbeats, and completes sessions whose page is gone. Any number of processes may run it.
 *
 * For 45 s after a start, and after an outage of the database, no frame counts as silent, because its heartbeats could
 * not be stored before.
 */
export function startSessions(services: Services): { close(): Promise<void> } {
  const { log, now, store } = services;
  const startedAt = performance.now();
  const hasListened = () => performance.now() - Math.max(startedAt, store.refusedAt) > longestSilence.visible;
  const loop = new Loop({
    name: 'sessions',
    log,
    intervalMs,
    async run() {
      await storeHeartbeats(store, now());
      await completeAbandonedSessions(services);
      if (hasListened()) await completeSilentSessions(services);
    },
  });
  void loop.start();
  return { close: () => loop.close() };
}
