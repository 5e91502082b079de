import type { SmileLinkModal, SmileLinkOptions } from '@winkwire/widget/host';
import { useCallback, useEffect, useRef, useState } from 'react';
import { loadSmileLink } from './load-smile-link.ts';

export interface UseSmileLinkOptions extends Omit<SmileLinkOptions, 'userToken'> {
  /** The link token that your back end got; null while it is on its way. */
  userToken: string | null;
  /** `https://<your Winkwire>/v2/smile.v2.js` */
  scriptUrl: string;
}

export interface SmileLink {
  /** Shows the widget. Does nothing until `ready`. */
  open: () => void;
  /** Closes it as its X does. */
  close: () => void;
  /** The script is loaded and there is a token. */
  ready: boolean;
  /** Why the script did not load; `retry` tries again. */
  error: Error | null;
  retry: () => void;
}

/**
 * The Wink Widget for a component. The callbacks of the newest render are the ones that are called; a new token goes
 * to the next opening and leaves an open widget alone. Unmounting removes the widget. Safe under StrictMode and on a server.
 */
export function useSmileLink(options: UseSmileLinkOptions): SmileLink {
  const { scriptUrl, userToken } = options;
  const [loaded, setLoaded] = useState<typeof SmileLinkModal | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(options);
  const modal = useRef<SmileLinkModal | null>(null);

  useEffect(() => {
    latest.current = options;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is the reason to load again
  useEffect(() => {
    let isCurrent = true;
    setError(null);
    loadSmileLink(scriptUrl).then(
      // A class is a function, which React would call.
      (found) => isCurrent && setLoaded(() => found),
      (failure: Error) => isCurrent && setError(failure),
    );
    return () => {
      isCurrent = false;
      modal.current?.destroy();
      modal.current = null;
    };
  }, [scriptUrl, attempt]);

  const open = useCallback(() => {
    const token = latest.current.userToken;
    if (!loaded || !token) return;
    modal.current?.destroy();
    modal.current = new loaded(readThrough(latest, token));
    modal.current.open();
  }, [loaded]);
  const close = useCallback(() => modal.current?.close(), []);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);

  return { open, close, ready: loaded !== null && userToken !== null, error, retry };
}

/** Options whose every property is what the newest render passed, read at the moment it is asked for. */
function readThrough(latest: { current: UseSmileLinkOptions }, userToken: string): SmileLinkOptions {
  return new Proxy({ userToken } as SmileLinkOptions, {
    get: (own, name) =>
      name === 'userToken' ? own.userToken : Reflect.get(latest.current, name, latest.current),
  });
}
