// biome-ignore-all lint/style/noNonNullAssertion: the selector matches links with an address
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { useKeptPage } from '../api/session-end.ts';
import { Dialog } from './dialog.tsx';

/**
 * Asks before unsaved changes are lost. A button that leaves the page needs the attribute `data-leaves`. In Firefox
 * before 147 and Safari before 26.2, a page cannot stop the back and forward buttons.
 */
export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const { route, path } = useLocation();
  const [leave, setLeave] = useState<() => unknown>();
  const isLeaving = useRef(false);
  useKeptPage(isDirty);
  useEffect(() => {
    if (!isDirty) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const { target } = event as MouseEvent & { target: Element };
      const link = target.closest<HTMLAnchorElement>('a[href]');
      const button = target.closest<HTMLButtonElement>('[data-leaves]');
      const leaves = button || (link && link.pathname !== path && !isLeftToBrowser(event, link));
      if (isLeaving.current || !leaves) return;
      event.preventDefault();
      event.stopPropagation();
      setLeave(() => () => (link ? route(link.pathname + link.search) : button?.click()));
    };
    const onNavigate = (event: NavigateEvent) => {
      const { key, url } = event.destination;
      const leaves = event.navigationType === 'traverse' && new URL(url).pathname !== path;
      if (isLeaving.current || !leaves || !event.cancelable) return;
      event.preventDefault();
      // The browser may also ask for confirmation. If the reader then stays, the promise `finished` is rejected.
      setLeave(() => () => navigation.traverseTo(key).finished?.catch(() => {}));
    };
    const controller = new AbortController();
    const { signal } = controller;
    addEventListener('beforeunload', onUnload, { signal });
    // In the capture phase, the listener sees the click before the router.
    addEventListener('click', onClick, { signal, capture: true });
    if ('navigation' in window) navigation.addEventListener('navigate', onNavigate, { signal });
    return () => controller.abort();
  }, [isDirty, path]);

  if (!leave) return null;
  const discard = async () => {
    isLeaving.current = true;
    await leave();
    // If leaving fails, for example because signing out failed, the next attempt needs a confirmation again.
    isLeaving.current = false;
    return 'close' as const;
  };
  return (
    <Dialog
      title="Discard your changes?"
      confirm="Discard changes"
      cancel="Keep editing"
      danger
      onConfirm={discard}
      onClose={() => setLeave(undefined)}
    >
      <p>Your changes have not been saved.</p>
    </Dialog>
  );
}

/** Whether the browser handles a click on a link. The browser then asks for confirmation by `beforeunload`. */
const isLeftToBrowser = (event: MouseEvent, link: HTMLAnchorElement): boolean =>
  event.button !== 0 ||
  event.ctrlKey ||
  event.metaKey ||
  event.shiftKey ||
  event.altKey ||
  link.target !== '' ||
  link.origin !== location.origin ||
  link.getAttribute('href')!.startsWith('#');
