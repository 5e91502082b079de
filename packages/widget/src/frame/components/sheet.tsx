// biome-ignore-all lint/style/noNonNullAssertion: the element is in the page
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface SheetProps {
  id: string;
  heading: string;
  text?: string;
  children: ComponentChildren;
  /** Called on ESC. If this callback is absent, ESC does nothing. */
  onDismiss?: (() => void) | undefined;
}

/** A native modal dialog above the screen. The screen is inert and gets the focus back when the sheet closes. */
export function Sheet({ id, heading, text, children, onDismiss }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current!;
    const before = document.activeElement;
    element.showModal();
    // The browser has focused the first button. Screen readers should read the heading first, so the dialog takes the
    // focus.
    element.focus();
    return () => {
      element.close();
      // If the dialog was already removed from the document, the browser has not returned the focus.
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
