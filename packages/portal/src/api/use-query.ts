// biome-ignore-all lint/style/noNonNullAssertion: a full cache has a first key
import type { Mode } from '@winkwire/contract/modes';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiFailure, request } from './request.ts';

export interface Query<Data> {
  data: Data | undefined;
  failure: ApiFailure | undefined;
  /** Requests the data again now, for example after a change. */
  refresh(): Promise<void>;
}

/**
 * The latest responses, by mode and path. When the user goes back to a page, its old data is shown at once while new
 * data is loaded.
 */
const cache = new Map<string, unknown>();
const maxCached = 60;

export const clearCache = (): void => cache.clear();

/**
 * Loads the data of a path. While the page is visible, loads the data again every `seconds` seconds, or less often
 * (see `pollDelayMs`). If `seconds` is 0, only `refresh` loads the data again. If the path is null, nothing is
 * loaded.
 */
export function useQuery<Data>(mode: Mode, path: string | null, seconds = 0): Query<Data> {
  const key = `${mode} ${path}`;
  const [, render] = useState(0);
  const state = useRef<{ key: string; failure?: ApiFailure | undefined }>({ key });
  if (state.current.key !== key) state.current = { key };
  const controller = useRef<AbortController | null>(null);

  const refresh = useCallback(async () => {
    if (path === null) return;
    controller.current?.abort();
    controller.current = new AbortController();
    const { signal } = controller.current;
    try {
      const data = await request<Data>(mode, path, { signal });
      if (signal.aborted) return;
      remember(key, data);
      state.current = { key };
    } catch (failure) {
      if (signal.aborted) return;
      if (!(failure instanceof ApiFailure)) throw failure;
      if (failure.code === 'INVALID_TOKEN' || failure.code === 'INVALID_CREDENTIALS') announceSignedOut();
      if (failure.code === 'MISSING_RESOURCE') cache.delete(key);
      state.current = { key, failure };
    }
    render((count) => count + 1);
  }, [key, mode, path]);

  useEffect(() => {
    void refresh();
    const stop = seconds > 0 ? repeatWhileVisible(refresh, seconds) : undefined;
    return () => {
      stop?.();
      controller.current?.abort();
    };
  }, [refresh, seconds]);

  return { data: cache.get(key) as Data | undefined, failure: state.current.failure, refresh };
}

function remember(key: string, data: unknown): void {
  cache.delete(key);
  cache.set(key, data);
  if (cache.size > maxCached) cache.delete(cache.keys().next().value!);
}

/**
 * The time until a query is repeated, in ms. It is `seconds`, or longer after a slow response: eight times the
 * duration of the response, up to 10 s. A search of the log may take the server a second, and open pages must
 * not keep the server busy with such searches.
 */
export const pollDelayMs = (seconds: number, tookMs: number): number =>
  Math.max(seconds * 1000, Math.min(8 * tookMs, 10_000));

function repeatWhileVisible(work: () => Promise<void>, seconds: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const schedule = (milliseconds: number) => {
    clearTimeout(timer);
    if (!stopped && document.visibilityState === 'visible') timer = setTimeout(run, milliseconds);
  };
  const run = () => {
    const startedAt = performance.now();
    void work().finally(() => schedule(pollDelayMs(seconds, performance.now() - startedAt)));
  };
  const onVisibilityChange = () => (document.visibilityState === 'visible' ? run() : clearTimeout(timer));
  document.addEventListener('visibilitychange', onVisibilityChange);
  schedule(seconds * 1000);
  return () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onVisibilityChange);
  };
}

function announceSignedOut(): void {
  dispatchEvent(new Event('winkwire:signed-out'));
}
