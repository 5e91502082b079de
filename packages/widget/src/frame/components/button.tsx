import type { ComponentChildren } from 'preact';
import { Spinner } from './spinner.tsx';

interface ButtonProps {
  children: ComponentChildren;
  kind?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'quiet-danger' | 'link';
  type?: 'button' | 'submit';
  /** Shows a spinner and ignores clicks, but keeps the focus. */
  busy?: boolean;
  disabled?: boolean;
  form?: string;
  onClick?: () => void;
}

export function Button({ children, kind = 'primary', type = 'button', busy = false, ...rest }: ButtonProps) {
  const { disabled = false, form, onClick } = rest;
  const isOff = busy || disabled;
  return (
    <button
      class={`button button-${kind}`}
      type={type}
      form={form}
      // `disabled` would remove the focus, and the Tab key would skip the button.
      aria-disabled={isOff || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (isOff) event.preventDefault();
        else onClick?.();
      }}
    >
      {busy && <Spinner />}
      <span class={busy ? 'button-label is-busy' : 'button-label'}>{children}</span>
    </button>
  );
}
