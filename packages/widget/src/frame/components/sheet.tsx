import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface SheetProps {
  id: string;
  heading: string;
  text: string;
  children: ComponentChildren;
  /** ESC; without it the sheet stays. */
  onDismiss?: () => void;
}

/** A question over the screen: a native modal dialog, so the screen beneath is inert and gets its focus back. */
export function Sheet({ id, heading, text, children, onDismiss }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current!;
    element.showModal();
    // The question is read first; a browser would start at the first button.
    element.focus();
    return () => element.close();
  }, []);
  return (
    <dialog
      class="sheet"
      ref={dialog}
      tabIndex={-1}
      aria-labelledby={`${id}-heading`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault();
        onDismiss?.();
      }}
    >
      <h2 id={`${id}-heading`}>{heading}</h2>
      <p id={`${id}-text`}>{text}</p>
      <div class="sheet-actions">{children}</div>
    </dialog>
  );
}
