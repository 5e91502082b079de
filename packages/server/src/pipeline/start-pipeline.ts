import type { Services } from '../services.ts';
import { Sender } from './deliver/sender.ts';
import { egressOf, guardPolicy } from './deliver/way-out.ts';
import { Dispatcher } from './delivery-queue/dispatcher.ts';

export interface Pipeline {
  /**
   * Lets what is under way finish until `deadline`, of `performance.now()`, and writes what came of it. Without one,
   * as long as is configured.
   */
  close(deadline?: number): Promise<void>;
}

/** Starts delivering, when this process has that role. */
export async function startPipeline(
  services: Pick<Services, 'config' | 'log' | 'metrics' | 'now' | 'secrets' | 'store' | 'tracing'>,
): Promise<Pipeline> {
  const { config, store, log, metrics, secrets } = services;
  if (!config.roles.includes('deliver')) return { close: async () => {} };
  const sender = new Sender({
    guard: guardPolicy(config),
    egress: egressOf(config),
    tracing: services.tracing,
  });
  const dispatcher = new Dispatcher({ store, sender, box: secrets, log, metrics });
  await dispatcher.start();
  return {
    async close(deadline = performance.now() + config.shutdownTimeout) {
      await dispatcher.close(deadline);
      await sender.close();
    },
  };
}
