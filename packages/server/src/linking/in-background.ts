import type { Services } from '../platform/services.ts';

const inProgress = new WeakMap<Services, Set<Promise<void>>>();

/** Runs work that goes on after the response, and logs its errors. */
export function inBackground(services: Services, name: string, work: () => Promise<void>): void {
  const works = inProgress.get(services) ?? new Set();
  inProgress.set(services, works);
  const promise = work()
    .catch((error: unknown) => {
      services.log.error({ err: error, work: name }, 'background.failed');
    })
    .finally(() => works.delete(promise));
  works.add(promise);
}

/** Resolves when all background work has ended. Await it before you close the store. */
export async function backgroundDone(services: Services): Promise<void> {
  while (inProgress.get(services)?.size) await Promise.all(inProgress.get(services) ?? []);
}
