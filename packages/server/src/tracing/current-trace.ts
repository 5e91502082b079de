import { AsyncLocalStorage } from 'node:async_hooks';

/** The storage is created with the first trace, so that it costs nothing while tracing is off. */
let storage: AsyncLocalStorage<string> | undefined;

/** Asynchronous work that `work` starts also belongs to the trace. */
export function inTrace<Result>(traceparent: string, work: () => Result): Result {
  storage ??= new AsyncLocalStorage();
  return storage.run(traceparent, work);
}

export const currentTrace = (): string | null => storage?.getStore() ?? null;
