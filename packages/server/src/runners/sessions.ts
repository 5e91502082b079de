import { completeAbandonedSessions, completeSilentSessions } from '../actions/complete-session.ts';
import { storeHeartbeats } from '../domain/heartbeats.ts';
import { Loop } from '../platform/loop.ts';
import type { Services } from '../platform/services.ts';
import { HeartbeatWatch } from './heartbeat-watch.ts';

const intervalMs = 2_000;

/**
 * Stores heartbeats, and completes sessions whose page is gone. Any number of processes may do this at the same
 * time.
 *
 * No session ends here in the 45 s after a start, an outage of the database, or a break of this process. Before
 * these 45 s, neither a heartbeat nor a request for a new token could arrive, so silence means nothing yet.
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
