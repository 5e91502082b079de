import { countOpenSessions, countRetrying, findOldestDue } from '../domain/queue-depth.ts';
import { exposeCounter, exposeGauge, exposeHistogram } from '../metrics/expose.ts';
import { FastCounter } from '../metrics/fast-counter.ts';
import type { Services } from '../platform/services.ts';

export function measureStore({
  store,
  metrics,
  log,
  now,
}: Pick<Services, 'store' | 'metrics' | 'log' | 'now'>): void {
  const appended = new FastCounter();
  exposeCounter(metrics, appended, {
    name: 'winkwire_events_appended_total',
    help: 'Events stored by this process, by type.',
    label: 'type',
  });
  store.onStored((handoff) => {
    const { events } = handoff;
    for (const { type } of events) appended.add(type);
    if (!log.isLevelEnabled('info')) return;
    const counts = handoff.countByEvent();
    for (const [n, event] of events.entries()) {
      const { id: eventId, type, tenantId, mode, sourceId, userId, sessionId } = event;
      const bytes = event.body.length;
      log.info(
        { tenantId, mode, eventId, type, sourceId, userId, sessionId, bytes, deliveries: counts[n] },
        'event.appended',
      );
    }
  });
  exposeHistogram(metrics, store.commits.seconds, {
    name: 'winkwire_commit_seconds',
    help: 'Time from the start of a group of writes to the end of its commit.',
  });
  exposeHistogram(metrics, store.commits.events, {
    name: 'winkwire_event_batch_size',
    help: 'Events that were stored together.',
  });
  exposeHistogram(metrics, store.commits.outcomes, {
    name: 'winkwire_outcome_batch_size',
    help: 'Outcomes of attempts that were recorded together.',
  });
  exposeGauge(metrics, {
    name: 'winkwire_deliveries_retrying',
    help: 'Retrying deliveries in the whole database, counted up to 100,000.',
    read: () => countRetrying(store),
  });
  exposeGauge(metrics, {
    name: 'winkwire_oldest_due_seconds',
    help: 'Time since the oldest due delivery in the database became due; 0 if none is due. Deliveries of paused, failing or deleted webhooks do not count.',
    async read() {
      const oldest = await findOldestDue(store, now());
      return oldest === undefined ? 0 : (now() - oldest) / 1000;
    },
  });
  exposeGauge(metrics, {
    name: 'winkwire_widget_sessions_open',
    help: 'Open widget sessions in the whole database.',
    read: () => countOpenSessions(store),
  });
}
