import { useEffect } from 'preact/hooks';

const name = 'winkwire:session-ended';

interface SessionEnd {
  /** The path of the request that was refused. */
  path: string;
  /** Whether the page has to stay, see {@link useKeptPage}. */
  isKept: boolean;
}

/** How many components need the page to stay. */
let kept = 0;

/** Reports that the server has refused a request because nobody is signed in. Returns whether the page stays. */
export function reportSessionEnd(path: string): boolean {
  const detail: SessionEnd = { path, isKept: kept > 0 };
  dispatchEvent(new CustomEvent(name, { detail }));
  return detail.isKept;
}

export function useSessionEnd(onEnd: (end: SessionEnd) => void): void {
  useEffect(() => {
    const listen = (event: Event) => onEnd((event as CustomEvent<SessionEnd>).detail);
    addEventListener(name, listen);
    return () => removeEventListener(name, listen);
  });
}

/**
 * Keeps the page when the session ends. The page for signing in would discard what is on this page: text that has been
 * typed, or a secret that is shown only once. The reader signs in in another tab, and then continues here.
 */
export function useKeptPage(isNeeded: boolean): void {
  useEffect(() => {
    if (!isNeeded) return;
    kept += 1;
    return () => {
      kept -= 1;
    };
  }, [isNeeded]);
}
