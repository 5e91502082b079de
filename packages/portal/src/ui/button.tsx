import type { ComponentChildren } from 'preact';
import { useClick } from './use-click.ts';

type Kind = 'primary' | 'danger' | 'danger-solid' | 'quiet' | 'plain';

export interface ButtonProps {
  kind?: Kind;
  size?: 'small';
  type?: 'button' | 'submit';
  disabled?: boolean;
  pressed?: boolean;
  /** See {@link useClick}. */
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
  const { busy, click } = useClick(() => (disabled ? undefined : onClick?.()));
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
