import type { Client } from 'pg';

/**
 * Closes a connection when `signal` is aborted, so that the running statement fails at once. After disposal, the signal
 * has no effect.
 */
export function closeOnAbort(client: Client, signal: AbortSignal | undefined): Disposable {
  const close = () => void client.end().catch(() => {});
  if (signal?.aborted) close();
  signal?.addEventListener('abort', close, { once: true });
  return { [Symbol.dispose]: () => signal?.removeEventListener('abort', close) };
}
