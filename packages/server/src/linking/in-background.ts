import type { Services } from '../platform/services.ts';

const underWay = new WeakMap<Services, Set<Promise<void>>>();

/** Goes on after the request was answered. What it throws is logged: nobody waits for it. */
export function inBackground(services: Services, name: string, work: () => Promise<void>): void {
  const works = underWay.get(services) ?? new Set();
  underWay.set(services, works);
  const promise = work()
    .catch((error: unknown) => {
      services.log.error({ err: error, work: name }, 'background.failed');
    })
    .finally(() => works.delete(promise));
  works.add(promise);
}

/** Before the store is closed. */
export async function backgroundDone(services: Services): Promise<void> {
  while (underWay.get(services)?.size) await Promise.all(underWay.get(services) ?? []);
}
