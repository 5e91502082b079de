import { type Gauge, Registry } from 'prom-client';
import { newProcessId } from '../../platform/process-id.ts';
import type { Services } from '../../platform/services.ts';
import type { Egress } from '../deliver/egress/egress.ts';
import { Sender } from '../deliver/sender.ts';
import { Dispatcher, type DispatcherOptions } from '../delivery-queue/dispatcher.ts';

export interface StartedDispatcher extends AsyncDisposable {
  /** The number of endpoints that the dispatcher delivers for, or of those in `state`. 0 without leases. */
  endpoints(state?: string): Promise<number>;
}

/** The services must not run a dispatcher themselves, because it would acquire the leases. */
export async function startDispatcher(
  { services }: { services: Services },
  {
    egress = {},
    ...options
  }: Partial<Pick<DispatcherOptions, 'store' | 'leaseTimes' | 'requestLimit'>> & { egress?: Egress },
): Promise<StartedDispatcher> {
  const { config, log, secrets: box, store } = services;
  const sender = new Sender({
    guard: { allow: config.webhookAllow, http: config.webhookHttp },
    egress,
  });
  const metrics = new Registry();
  const processId = newProcessId();
  const dispatcher = new Dispatcher({
    store,
    processId,
    sender,
    box,
    log,
    metrics,
    ...options,
  });
  await dispatcher.start();
  return {
    async endpoints(state) {
      const { values } = await (metrics.getSingleMetric('winkwire_endpoints') as Gauge).get();
      const counted = values.filter(({ labels }) => state === undefined || labels.state === state);
      return counted.reduce((sum, { value }) => sum + value, 0);
    },
    async [Symbol.asyncDispose]() {
      await dispatcher.close(performance.now() + 1000);
      await sender.close();
    },
  };
}
