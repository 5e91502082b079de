import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

type Kind = 'primary' | 'danger' | 'danger-solid' | 'quiet' | 'plain';

export interface ButtonProps {
  kind?: Kind;
  size?: 'small';
  type?: 'button' | 'submit';
  disabled?: boolean;
  pressed?: boolean;
  /** If it returns a promise, further clicks are ignored until the promise settles, so that no work starts twice. */
  onClick?: () => unknown;
  children: ComponentChildren;
}

export function Button({
  kind = 'plain',
  size,
  type = 'button',
  disabled,
  pressed,
  onClick,
  children,
}: ButtonProps) {
  const [busy, setBusy] = useState(false);
  const click = async () => {
    if (busy || disabled || !onClick) return;
    setBusy(true);
    try {
      await onClick();
    } finally {
      setBusy(false);
    }
  };
  return (
    <button
      class="button"
      type={type}
      data-kind={kind}
      data-size={size}
      disabled={disabled}
      aria-disabled={busy}
      aria-pressed={pressed}
      onClick={onClick && click}
    >
      {children}
    </button>
  );
}
