import type { SmileLinkModal, SmileLinkOptions } from '@winkwire/widget';
import { useCallback, useEffect, useRef, useState } from 'react';
import { loadSmileLink } from './load-smile-link.ts';

export interface UseSmileLinkOptions extends Omit<SmileLinkOptions, 'userToken'> {
  /** The link token from your back end. Null until you have it. */
  userToken: string | null;
  /** The address of the script: `https://<your Winkwire>/v2/smile.v2.js`. */
  scriptUrl: string;
}

export interface SmileLink {
  /** Shows the widget. Does nothing while `ready` is false. */
  open: () => void;
  /** Closes the widget without asking the user. */
  close: () => void;
  /** Whether the script has loaded and there is a token. */
  ready: boolean;
  /** Why the script did not load. Call `retry` to try again. */
  error: Error | null;
  retry: () => void;
}

/**
 * Opens and closes the Wink Widget. Unmounting the component removes the widget. An open widget keeps its token, but
 * calls the latest callbacks.
 */
export function useSmileLink(options: UseSmileLinkOptions): SmileLink {
  const { scriptUrl, userToken } = options;
  const [loaded, setLoaded] = useState<typeof SmileLinkModal | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(options);
  const constructed = useRef<Constructed | null>(null);

  useEffect(() => {
    latest.current = options;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry changes `attempt`, and then the script loads again
  useEffect(() => {
    let isCurrent = true;
    setError(null);
    loadSmileLink(scriptUrl).then(
      // A class is a function. If it were passed to `setLoaded` directly, React would call it.
      (loadedClass) => isCurrent && setLoaded(() => loadedClass),
      (failure: Error) => isCurrent && setError(failure),
    );
    return () => {
      isCurrent = false;
      constructed.current?.modal.destroy();
      constructed.current = null;
    };
  }, [scriptUrl, attempt]);

  const open = useCallback(() => {
    const token = latest.current.userToken;
    if (!loaded || !token) return;
    if (constructed.current?.userToken !== token || constructed.current.wasOpened) {
      constructed.current?.modal.destroy();
      constructed.current = construct(loaded, latest, token);
    }
    constructed.current.wasOpened = true;
    constructed.current.modal.open();
  }, [loaded]);
  // If the user has come back from a provider in the same tab, the widget continues where it was.
  useEffect(() => {
    if (!loaded || !userToken || !/[?&]winkwire_return=/.test(location.search)) return;
    try {
      open();
    } catch {
      // The token or an option is wrong. The error is ignored, because the application did not call `open` and cannot
      // catch it.
    }
  }, [loaded, userToken, open]);
  // Constructs the widget before it is opened, so that its frame is preloaded. A new token needs a new widget.
  useEffect(() => {
    if (!loaded || !userToken || constructed.current?.wasOpened) return;
    constructed.current?.modal.destroy();
    constructed.current = null;
    try {
      constructed.current = construct(loaded, latest, userToken);
    } catch {
      // The token or an option is wrong. The error is ignored here, because `open` later throws it to the application.
    }
  }, [loaded, userToken]);
  const close = useCallback(() => constructed.current?.modal.close(), []);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);

  return { open, close, ready: loaded !== null && Boolean(userToken), error, retry };
}

interface Constructed {
  modal: SmileLinkModal;
  userToken: string;
  wasOpened: boolean;
}

function construct(
  loaded: typeof SmileLinkModal,
  latest: { current: UseSmileLinkOptions },
  userToken: string,
): Constructed {
  return { modal: new loaded(readThrough(latest, userToken)), userToken, wasOpened: false };
}

/** Each option is read from the latest render when the widget needs it. */
function readThrough(latest: { current: UseSmileLinkOptions }, userToken: string): SmileLinkOptions {
  return new Proxy({ userToken } as SmileLinkOptions, {
    get: (own, name) =>
      name === 'userToken' ? own.userToken : Reflect.get(latest.current, name, latest.current),
  });
}
