import type { ComponentChildren } from 'preact';

interface IconButtonProps {
  label: string;
  children: ComponentChildren;
  onClick: () => void;
  pressed?: boolean;
}

export const IconButton = ({ label, children, onClick, pressed }: IconButtonProps) => (
  <button
    class="icon-button"
    type="button"
    aria-label={label}
    title={label}
    aria-pressed={pressed}
    onClick={onClick}
  >
    {children}
  </button>
);
