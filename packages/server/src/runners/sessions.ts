import { completeAbandonedSessions, completeSilentSessions } from '../actions/complete-session.ts';
import { storeHeartbeats } from '../domain/heartbeats.ts';
import { Loop } from '../platform/loop.ts';
import type { Services } from '../platform/services.ts';
import { HeartbeatWatch } from './heartbeat-watch.ts';

const intervalMs = 2_000;

/**
 * Stores heartbeats, and completes sessions that are silent or whose user has not come back in time. Several processes
 * may do this at once.
 *
 * For 45 s after a start, an outage or a long break, no session is completed, because heartbeats may have been lost.
 */
export function startSessions(services: Services): { close(): Promise<void> } {
  const { log, now, store } = services;
  const watch = new HeartbeatWatch(performance.now());
  const loop = new Loop({
    name: 'sessions',
    log,
    intervalMs,
    async run() {
      await storeHeartbeats(store, now());
      if (!watch.hasListened(performance.now(), store.refusedAt)) return;
      await completeAbandonedSessions(services);
      await completeSilentSessions(services);
    },
  });
  void loop.start();
  return { close: () => loop.close() };
}
