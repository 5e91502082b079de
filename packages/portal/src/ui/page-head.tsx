import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface PageHeadProps {
  title: string;
  heading?: ComponentChildren;
  tab?: string;
  lead?: ComponentChildren;
  actions?: ComponentChildren;
}

/** After a navigation, the heading gets the focus, so that screen readers start there. */
export function PageHead({ title, heading: shown = title, tab = title, lead, actions }: PageHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${tab} · Winkwire`;
  }, [tab]);
  useEffect(() => {
    if (arrived) heading.current?.focus({ preventScroll: true });
    arrived = true;
  }, []);
  return (
    <header class="page-head">
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {shown}
        </h1>
        {lead && <p>{lead}</p>}
      </div>
      {actions && <div class="actions">{actions}</div>}
    </header>
  );
}

/** Whether a page has been shown before. The first page must leave the focus in the address bar. */
let arrived = false;
