// biome-ignore-all lint/style/noNonNullAssertion: the element is in the dialog
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { ApiFailure } from '../api/request.ts';
import { useKeptPage } from '../api/session-end.ts';
import { Button } from './button.tsx';
import { focusHeading } from './focus-heading.ts';
import { FailureNotice } from './states.tsx';
import { useClick } from './use-click.ts';
import { useHeldPage } from './use-held-page.ts';
import { withoutInput } from './without-input.ts';

interface DialogProps {
  title: string;
  /** The label of the confirm button, if there is one. */
  confirm?: string | undefined;
  cancel?: string;
  danger?: boolean;
  disabled?: boolean;
  /** The result of the work can be shown only once, so nobody can leave the dialog during the work. */
  showsOnce?: boolean;
  children: ComponentChildren;
  /** The dialog closes if the promise resolves with `close`, and shows the error if it rejects with ApiFailure. */
  onConfirm: (form: FormData) => Promise<'stay' | 'close'>;
  onClose: () => void;
}

/** The browser handles the focus and the Escape key, and makes the page behind the dialog inert. */
export function Dialog({
  title,
  confirm,
  cancel = 'Cancel',
  danger = false,
  disabled = false,
  showsOnce = false,
  children,
  onConfirm,
  onClose,
}: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const fields = useRef<HTMLDivElement>(null);
  const heading = useId();
  const [failure, setFailure] = useState<ApiFailure>();
  useEffect(() => dialog.current?.showModal(), []);
  useKeptPage(true);

  const { busy, click } = useClick(async (form: FormData) => {
    setFailure(undefined);
    try {
      // The fields ignore input during the work, because it would be lost when they disappear.
      if ((await withoutInput(fields.current!, onConfirm(form))) !== 'stay') dialog.current?.close();
    } catch (cause) {
      // If the dialog has been closed meanwhile, `useClick` shows the failure.
      if (!(cause instanceof ApiFailure) || !dialog.current) throw cause;
      setFailure(cause);
    }
  });
  const isHeld = showsOnce && busy;
  useHeldPage(isHeld);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!disabled) void click(new FormData(event.currentTarget as HTMLFormElement));
  };

  const closed = () => {
    // If the button that opened the dialog is gone, the browser leaves the focus inside the closed dialog.
    if (dialog.current?.contains(document.activeElement)) (document.activeElement as HTMLElement).blur();
    onClose();
    focusHeading();
  };

  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={heading}
      // Without this, Chromium closes the dialog when Escape is pressed twice.
      closedby={isHeld ? 'none' : 'closerequest'}
      // Older browsers do not know `closedby`.
      onCancel={(event) => isHeld && event.preventDefault()}
      onClose={closed}
    >
      <form onSubmit={submit}>
        <h2 id={heading}>{title}</h2>
        <div ref={fields} class="fields">
          {children}
        </div>
        {failure && <FailureNotice failure={failure} />}
        <div class="actions">
          <Button disabled={isHeld} onClick={() => dialog.current?.close()}>
            {cancel}
          </Button>
          {confirm && (
            <Button type="submit" kind={danger ? 'danger-solid' : 'primary'} disabled={busy || disabled}>
              {confirm}
            </Button>
          )}
        </div>
      </form>
    </dialog>
  );
}
