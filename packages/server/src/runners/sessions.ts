import { completeAbandonedSessions, completeSilentSessions } from '../actions/complete-session.ts';
import { storeHeartbeats } from '../domain/heartbeats.ts';
import { Loop } from '../platform/loop.ts';
import type { Services } from '../platform/services.ts';
import { HeartbeatWatch } from './heartbeat-watch.ts';

const intervalMs = 2_000;

/**
 * Stores heartbeats, and completes sessions whose frame is silent or has not renewed its token in time, or whose user
 * has not come back from a provider in time. Any number of processes may do this at the same time.
 *
 * This loop completes no session in the first 45 s after a start, after an outage of the database, or after a break of
 * more than 20 s in which this process did not run. Frames may have been unable to send heartbeats or to renew tokens
 * before these 45 s, so their silence means nothing yet.
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
