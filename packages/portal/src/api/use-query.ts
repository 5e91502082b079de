// biome-ignore-all lint/style/noNonNullAssertion: a full cache has a first key
import type { Mode } from '@winkwire/contract/modes';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiFailure, request } from './request.ts';
import { useStale } from './use-stale.ts';

export interface Query<Data> {
  data: Data | undefined;
  failure: ApiFailure | undefined;
  /** Whether no data has been loaded for three polling periods, for example because the server hangs. */
  isStale: boolean;
  refresh(): Promise<void>;
  /**
   * Shows the data that the server has returned for a change. Running requests may not contain the change, so they are
   * aborted.
   */
  replace(data: Data): void;
}

/** The latest responses by mode and path. Going back to a page shows its old data while the new data is loaded. */
const cache = new Map<string, unknown>();
const maxCached = 60;

export const clearCache = (): void => cache.clear();

/** Dispatches an event whenever cached data is replaced. The event's type is the key of the data. */
const replacements = new EventTarget();

/** How often a query that is not polled is repeated after a failure that may be temporary. */
const retrySeconds = 5;

/** Failures that may be temporary. */
const passing: ReadonlySet<ApiFailure['code']> = new Set([
  'UNREACHABLE',
  'SERVER_ERROR',
  'SERVER_UNAVAILABLE',
  'TIME_LIMIT_EXCEEDED',
  'REQUEST_LIMIT_EXCEEDED',
  // The reader may sign in again in another tab.
  'INVALID_TOKEN',
]);

/** Data is old if it has not been loaded for this many polling periods. One slow response must not make it old. */
const stalePeriods = 3;

interface State {
  key: string;
  failure?: ApiFailure | undefined;
  /** `performance.now()` when the data was loaded, or when loading began if there has been no response. */
  loadedAt: number;
  /** In ms. */
  tookMs: number;
}

const begin = (key: string): State => ({ key, loadedAt: performance.now(), tookMs: 0 });

/**
 * Loads a path, and again every `seconds` while the page is visible. With 0, only `refresh` and a temporary failure
 * load it again.
 */
export function useQuery<Data>(mode: Mode, path: string | null, seconds = 0): Query<Data> {
  const key = `${mode} ${path}`;
  const [, render] = useState(0);
  const state = useRef<State | null>(null);
  if (state.current?.key !== key) state.current = begin(key);
  const controller = useRef<AbortController | null>(null);

  const showCached = (tookMs: number) => {
    state.current = { key, loadedAt: performance.now(), tookMs };
    render((count) => count + 1);
  };
  const replace = (data: Data) => {
    remember(key, data);
    replacements.dispatchEvent(new Event(key));
  };
  useEffect(() => {
    const onReplaced = () => {
      controller.current?.abort();
      showCached(0);
    };
    replacements.addEventListener(key, onReplaced);
    return () => replacements.removeEventListener(key, onReplaced);
  }, [key]);
  const refresh = useCallback(async () => {
    if (path === null) return;
    controller.current?.abort();
    controller.current = new AbortController();
    const { signal } = controller.current;
    const startedAt = performance.now();
    try {
      const data = await request<Data>(mode, path, { signal });
      if (signal.aborted) return;
      remember(key, data);
      showCached(performance.now() - startedAt);
    } catch (failure) {
      if (signal.aborted) return;
      if (!(failure instanceof ApiFailure)) throw failure;
      if (failure.code === 'MISSING_RESOURCE') cache.delete(key);
      state.current = { ...(state.current ?? begin(key)), key, failure };
      render((count) => count + 1);
    }
  }, [key, mode, path]);

  useEffect(() => {
    void refresh();
    const stop = seconds > 0 ? repeatWhileVisible(refresh, seconds) : undefined;
    return () => {
      stop?.();
      controller.current?.abort();
    };
  }, [refresh, seconds]);

  const { failure, loadedAt, tookMs } = state.current;
  useEffect(() => {
    if (seconds > 0 || !failure || !passing.has(failure.code)) return;
    return repeatWhileVisible(refresh, retrySeconds);
  }, [failure, refresh, seconds]);
  const isStale = useStale(loadedAt, seconds > 0 ? stalePeriods * pollDelayMs(seconds, tookMs) : 0);
  return { data: cache.get(key) as Data | undefined, failure, isStale, refresh, replace };
}

function remember(key: string, data: unknown): void {
  cache.delete(key);
  cache.set(key, data);
  if (cache.size > maxCached) cache.delete(cache.keys().next().value!);
}

/**
 * The time until a query is repeated. It is longer than `seconds` after a slow response, because open pages must not
 * keep the server busy with searches.
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
