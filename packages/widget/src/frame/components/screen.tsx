import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useWidget } from '../use-widget.ts';
import { IconButton } from './icon-button.tsx';
import { BackIcon, CloseIcon, LockIcon } from './icons.tsx';

interface ScreenProps {
  heading: string;
  /** Shown above the heading: a logo or an illustration. */
  lead?: ComponentChildren;
  intro?: ComponentChildren;
  align?: 'start' | 'center';
  children?: ComponentChildren;
  /** The actions, always visible at the bottom. */
  footer?: ComponentChildren;
  onBack?: (() => void) | undefined;
}

/** The layout of every screen: the bar, a heading that takes the focus, the scrolling body and the actions. */
export function Screen({ heading, lead, intro, align = 'start', children, footer, onBack }: ScreenProps) {
  const { texts, send, context } = useWidget();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = heading;
    title.current?.focus({ preventScroll: true });
  }, [heading]);
  return (
    <>
      <header class="bar">
        {onBack ? (
          <IconButton label={texts.back} onClick={onBack}>
            <BackIcon />
          </IconButton>
        ) : (
          <span class="bar-space" />
        )}
        {context.session?.mode === 'SANDBOX' ? <span class="badge">{texts.sandbox}</span> : <span />}
        <IconButton label={texts.close} onClick={() => send({ type: 'closing.requested', reason: 'close' })}>
          <CloseIcon />
        </IconButton>
      </header>
      <div class={`body align-${align}`}>
        {lead && <div class="lead">{lead}</div>}
        <h1 id="heading" tabIndex={-1} ref={title}>
          {heading}
        </h1>
        {intro && <p class="intro">{intro}</p>}
        {children}
      </div>
      <footer class="actions">
        {footer}
        <p class="signature">
          <LockIcon size={14} /> {texts.footer}
        </p>
      </footer>
    </>
  );
}
