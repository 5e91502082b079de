import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { mayTakeFocus } from './embedding.ts';

/**
 * Moves the focus to the heading if the focused element is removed. Otherwise, users of a keyboard or a screen reader
 * would lose their place.
 */
export function useFocusAfterRemoval(heading: RefObject<HTMLElement | null>): void {
  const focused = useRef<EventTarget | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      focused.current = target;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  useLayoutEffect(() => {
    const isRemoved = focused.current instanceof Element && !focused.current.isConnected;
    if (isRemoved && document.activeElement === document.body && mayTakeFocus()) {
      heading.current?.focus({ preventScroll: true });
    }
  });
}
