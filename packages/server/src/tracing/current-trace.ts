import { AsyncLocalStorage } from 'node:async_hooks';

/** Made when first used, so that nothing is paid where traces are off. */
let storage: AsyncLocalStorage<string> | undefined;

/** Everything that `work` does, also later, belongs to that trace. */
export function inTrace<Result>(traceparent: string, work: () => Result): Result {
  storage ??= new AsyncLocalStorage();
  return storage.run(traceparent, work);
}

/** The trace context of what is being done now. */
export const currentTrace = (): string | null => storage?.getStore() ?? null;
