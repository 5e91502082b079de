import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { focusHeading } from './focus-heading.ts';
import { useClick } from './use-click.ts';

type Kind = 'primary' | 'danger' | 'danger-solid' | 'quiet' | 'plain';

export interface ButtonProps {
  kind?: Kind;
  size?: 'small';
  type?: 'button' | 'submit';
  disabled?: boolean;
  pressed?: boolean;
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
  const { busy, click } = useClick(() => onClick?.());
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(
    () => () => {
      // The timer lets the parent component move the focus to a better place first.
      if (button.current === document.activeElement) setTimeout(focusHeading);
    },
    [],
  );
  const press = (event: MouseEvent) => {
    if (disabled) event.preventDefault();
    else if (onClick) void click();
  };
  return (
    <button
      ref={button}
      class="button"
      type={type}
      data-kind={kind}
      data-size={size}
      // `disabled` would take the focus from the button that the reader has just pressed.
      aria-disabled={busy || disabled}
      aria-pressed={pressed}
      onClick={press}
    >
      {children}
    </button>
  );
}
