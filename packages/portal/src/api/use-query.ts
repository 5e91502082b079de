import type { Mode } from '@winkwire/contract/modes';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiFailure, request } from './request.ts';

export interface Query<Data> {
  data: Data | undefined;
  failure: ApiFailure | undefined;
  /** Asks again now, after a change. */
  refresh(): Promise<void>;
}

/** The last answers, so that the back button shows a page at once while it asks again. */
const answers = new Map<string, unknown>();
const kept = 60;

export const forgetAnswers = (): void => answers.clear();

/** Asks, and asks again every `seconds` while the page is looked at. A null path asks nothing. */
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
      if (failure.code === 'INVALID_TOKEN' || failure.code === 'INVALID_CREDENTIALS') signedOut();
      if (failure.code === 'MISSING_RESOURCE') answers.delete(key);
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

  return { data: answers.get(key) as Data | undefined, failure: state.current.failure, refresh };
}

function remember(key: string, data: unknown): void {
  answers.delete(key);
  answers.set(key, data);
  if (answers.size > kept) answers.delete(answers.keys().next().value!);
}

/** Milliseconds. A search in the log may cost the server a second: what took long is not asked for as often. */
export const restAfter = (seconds: number, took: number): number =>
  Math.max(seconds * 1000, Math.min(8 * took, 10_000));

function repeatWhileVisible(work: () => Promise<void>, seconds: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const plan = (milliseconds: number) => {
    clearTimeout(timer);
    if (!stopped && document.visibilityState === 'visible') timer = setTimeout(run, milliseconds);
  };
  const run = () => {
    const began = performance.now();
    void work().finally(() => plan(restAfter(seconds, performance.now() - began)));
  };
  const look = () => (document.visibilityState === 'visible' ? run() : clearTimeout(timer));
  document.addEventListener('visibilitychange', look);
  plan(seconds * 1000);
  return () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', look);
  };
}

function signedOut(): void {
  dispatchEvent(new Event('winkwire:signed-out'));
}
