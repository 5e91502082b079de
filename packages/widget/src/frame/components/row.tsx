import type { ComponentChildren } from 'preact';
import { ChevronIcon } from './icons.tsx';

interface RowProps {
  lead: ComponentChildren;
  title: string;
  text?: string | undefined;
  trailing?: ComponentChildren;
  onClick: () => void;
}

export const Row = ({ lead, title, text, trailing, onClick }: RowProps) => (
  <li>
    <button class="row" type="button" onClick={onClick}>
      {lead}
      <span class="row-words">
        <span class="row-title">{title}</span>
        {text && <span class="row-text">{text}</span>}
      </span>
      {trailing}
      <ChevronIcon size={20} />
    </button>
  </li>
);
