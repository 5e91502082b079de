import { AsyncLocalStorage } from 'node:async_hooks';

/** Created at first use, so that it costs nothing while tracing is off. */
let storage: AsyncLocalStorage<string> | undefined;

/** Everything that `work` does, even asynchronously, belongs to that trace. */
export function inTrace<Result>(traceparent: string, work: () => Result): Result {
  storage ??= new AsyncLocalStorage();
  return storage.run(traceparent, work);
}

/** The trace context of the work that is running. */
export const currentTrace = (): string | null => storage?.getStore() ?? null;
