import type { Services } from '../services.ts';
import { Sender } from './deliver/sender.ts';
import { Dispatcher } from './delivery-queue/dispatcher.ts';

export interface Pipeline {
  /** Lets what is under way finish inside the configured deadline, and writes what came of it. */
  close(): Promise<void>;
}

/** Starts delivering, when this process has that role. */
export async function startPipeline(
  services: Pick<Services, 'config' | 'log' | 'metrics' | 'now' | 'secrets' | 'store' | 'tracing'>,
): Promise<Pipeline> {
  const { config, store, log, metrics, secrets } = services;
  if (!config.roles.includes('deliver')) return { close: async () => {} };
  const sender = new Sender({
    guard: { allow: config.webhookAllow, http: config.webhookHttp },
    egress: { address: config.egressAddress ?? undefined, proxy: config.egressProxy ?? undefined },
    tracing: services.tracing,
  });
  const dispatcher = new Dispatcher({ store, sender, box: secrets, log, metrics });
  await dispatcher.start();
  return {
    async close() {
      await dispatcher.close(config.shutdownTimeout);
      await sender.close();
    },
  };
}
