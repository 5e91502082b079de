import { Registry } from 'prom-client';
import { newProcessId } from '../../platform/process-id.ts';
import type { Services } from '../../platform/services.ts';
import type { Egress } from '../deliver/egress.ts';
import { Sender } from '../deliver/sender.ts';
import { Dispatcher, type DispatcherOptions } from '../delivery-queue/dispatcher.ts';

/** Delivers beside services that do not, with leases and limits of its own. */
export async function startDispatcher(
  { services }: { services: Services },
  {
    egress = {},
    ...options
  }: Partial<Pick<DispatcherOptions, 'store' | 'leaseTimes' | 'requestLimit'>> & { egress?: Egress },
): Promise<AsyncDisposable> {
  const { config, log, secrets: box, store } = services;
  const sender = new Sender({
    guard: { allow: config.webhookAllow, http: config.webhookHttp },
    egress,
  });
  const processId = newProcessId();
  const dispatcher = new Dispatcher({
    store,
    processId,
    sender,
    box,
    log,
    metrics: new Registry(),
    ...options,
  });
  await dispatcher.start();
  return {
    async [Symbol.asyncDispose]() {
      await dispatcher.close(performance.now() + 1000);
      await sender.close();
    },
  };
}
