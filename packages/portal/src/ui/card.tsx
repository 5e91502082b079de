import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface CardProps {
  title?: string;
  lead?: ComponentChildren;
  actions?: ComponentChildren;
  /** A card that scrolls can be focused, so that the keyboard can scroll it. */
  scrolls?: boolean;
  children?: ComponentChildren;
}

export function Card({ title, lead, actions, scrolls, children }: CardProps) {
  const heading = useId();
  return (
    <section class="card" aria-labelledby={title && heading} tabIndex={scrolls ? 0 : undefined}>
      {title && (
        <div class="card-head">
          <h2 id={heading}>{title}</h2>
          {actions && <div class="actions">{actions}</div>}
          {lead && <p>{lead}</p>}
        </div>
      )}
      {children}
    </section>
  );
}
