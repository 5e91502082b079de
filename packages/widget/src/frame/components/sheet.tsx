// biome-ignore-all lint/style/noNonNullAssertion: the element is in the page
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface SheetProps {
  id: string;
  heading: string;
  text?: string;
  children: ComponentChildren;
  /** Called on ESC. If absent, ESC does nothing. */
  onDismiss?: (() => void) | undefined;
}

/** A modal dialog of the browser, which blocks the screen behind it. */
export function Sheet({ id, heading, text, children, onDismiss }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current!;
    const before = document.activeElement;
    element.showModal();
    // Screen readers should read the heading first, but the browser has focused the first button.
    element.focus();
    return () => {
      element.close();
      // The browser does not return the focus if the dialog was already removed.
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      class="sheet"
      ref={dialog}
      tabIndex={-1}
      aria-labelledby={`${id}-heading`}
      aria-describedby={text ? `${id}-text` : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onDismiss?.();
      }}
    >
      <h2 id={`${id}-heading`}>{heading}</h2>
      {text && <p id={`${id}-text`}>{text}</p>}
      <div class="sheet-actions">{children}</div>
    </dialog>
  );
}
