import pino from 'pino';
import { Registry } from 'prom-client';
import { readConfig } from '../../config.ts';
import { Leases } from '../../platform/lease.ts';
import { newProcessId } from '../../platform/process-id.ts';
import { SecretBox } from '../../platform/secret-box.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { renderEvent } from '../event-log/render-event.ts';
import { startPipeline } from '../start-pipeline.ts';
import { type CrashTask, crashKey, type SelfKill } from './crash-task.ts';

/*
 * This process publishes and delivers until it is killed. Either it kills itself at a step of the pipeline, or its
 * parent kills it.
 */

/** A step publishes one event, or records one batch of outcomes. */
const stepsBefore = { publish: 40, recordOutcomes: 3 };

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // On Linux the signal arrives before `kill` returns. Other systems need this loop.
  for (;;);
}

function deadly(store: Store, kill: SelfKill | undefined): Store {
  const [when = '', , what = ''] = kill?.split(' ') ?? [];
  const method = what === 'event' ? 'publish' : 'recordOutcomes';
  let steps = 0;
  return new Proxy(store, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (!kill || name !== method) return value.bind(target);
      return async (...given: unknown[]) => {
        const last = ++steps > stepsBefore[method];
        if (last && when === 'before') die();
        const result = await value.apply(target, given);
        if (last) die();
        return result;
      };
    },
  });
}

process.on('message', async ({ dataDir, databaseUrl, publish, kill }: CrashTask) => {
  const config = readConfig({}, { profile: 'dev', dataDir, databaseUrl });
  const store = deadly(await openStore(config), kill);
  const processId = newProcessId();
  await startPipeline({
    config,
    store,
    leases: new Leases({ store, processId }),
    log: pino({ level: 'silent' }),
    metrics: new Registry(),
    secrets: new SecretBox([crashKey]),
    now: Date.now,
    processId,
  });
  process.send!({ ready: true });
  const caller = { tenantId: 'acme', mode: 'SANDBOX' };
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < publish) {
      const data = { n: next++ };
      const event = renderEvent(
        { ...caller, type: 'USER_CREATED', data, sourceId: `s${data.n}` },
        Date.now(),
      );
      await store.publish({ event });
      process.send!({ accepted: event.id });
    }
  };
  await Promise.all(Array.from({ length: 10 }, client));
});
