import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface PageHeadProps {
  title: string;
  /** The heading, when it is more than plain text. */
  heading?: ComponentChildren;
  /** The title of the browser tab, when it differs from the heading. */
  tab?: string;
  lead?: ComponentChildren;
  actions?: ComponentChildren;
}

/** The page's heading. It takes focus after a navigation, so that screen readers start there. */
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

/** False until the first page has been shown: loading the portal must not take focus from the address bar. */
let arrived = false;
