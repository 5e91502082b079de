import type { Services } from '../../services.ts';
import { expireEvents } from './expire-events.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;
/** After a start there is more urgent work. */
const firstWait = 60_000;

/** Lets events expire by configuration, every hour. Several processes may do so at once. */
export function startRetention({
  config,
  log,
  now,
  store,
}: Pick<Services, 'config' | 'log' | 'now' | 'store'>): { close(): Promise<void> } {
  let stopped = false;
  let running: Promise<void> | undefined;
  const expire = async (): Promise<void> => {
    try {
      const before = now() - config.retentionDays * day;
      const expired = await expireEvents(store, { before, stop: () => stopped });
      if (expired > 0) log.info({ expired }, 'events.expired');
    } catch (error) {
      if (!stopped) log.error({ err: error }, 'events.not-expired');
    }
  };
  const run = (): void => {
    running = expire();
    timer = setTimeout(run, hour).unref();
  };
  let timer = setTimeout(run, firstWait).unref();
  return {
    async close() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
