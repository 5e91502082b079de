import type { Services } from '../platform/services.ts';
import { egressOf, guardPolicy } from './deliver/egress/egress-config.ts';
import { EgressFailures } from './deliver/egress/egress-failures.ts';
import { EgressReport } from './deliver/egress/egress-report.ts';
import { Sender } from './deliver/sender.ts';
import { Dispatcher } from './delivery-queue/dispatcher.ts';

export interface Pipeline {
  /**
   * Waits for the requests in flight until `deadline`, a time of `performance.now()`. The default is the configured
   * timeout.
   */
  close(deadline?: number): Promise<void>;
}

export async function startPipeline(
  services: Pick<
    Services,
    'config' | 'leases' | 'log' | 'metrics' | 'now' | 'processId' | 'secrets' | 'store' | 'tracing'
  >,
): Promise<Pipeline> {
  const { config, leases, store, processId, log, metrics, secrets } = services;
  if (!config.roles.includes('deliver')) return { close: async () => {} };
  const failures = new EgressFailures(services);
  const report = new EgressReport(services);
  const sender = new Sender({
    guard: guardPolicy(config),
    egress: { ...egressOf(config), failed: (error) => failures.add(error) },
    tracing: services.tracing,
  });
  const dispatcher = new Dispatcher({
    store,
    processId,
    sender,
    box: secrets,
    log,
    metrics,
    lostLeases: leases.lost,
  });
  await report.start();
  await dispatcher.start();
  return {
    async close(deadline = performance.now() + config.shutdownTimeout) {
      await dispatcher.close(deadline);
      await Promise.all([sender.close(), report.close()]);
    },
  };
}
