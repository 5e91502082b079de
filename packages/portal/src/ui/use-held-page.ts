import { useEffect } from 'preact/hooks';

/**
 * While `isHeld`, the browser asks before it reloads or closes the page, and the back and forward buttons do nothing.
 * In Firefox before 147 and Safari before 26.2, a page cannot stop these buttons.
 */
export function useHeldPage(isHeld: boolean): void {
  useEffect(() => {
    if (!isHeld) return;
    const hold = (event: Event) => event.preventDefault();
    const holdTraversal = (event: NavigateEvent) => {
      if (event.navigationType === 'traverse' && event.cancelable) event.preventDefault();
    };
    const controller = new AbortController();
    const { signal } = controller;
    addEventListener('beforeunload', hold, { signal });
    if ('navigation' in window) navigation.addEventListener('navigate', holdTraversal, { signal });
    return () => controller.abort();
  }, [isHeld]);
}
