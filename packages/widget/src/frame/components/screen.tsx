import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { mayTakeFocus } from '../embedding.ts';
import { useFocusAfterRemoval } from '../use-focus-after-removal.ts';
import { useWidget } from '../use-widget.ts';
import { IconButton } from './icon-button.tsx';
import { BackIcon, CloseIcon, LockIcon } from './icons.tsx';
import { LanguageButton } from './language-button.tsx';

interface ScreenProps {
  heading: string;
  /** Shown above the heading: a logo or an illustration. */
  lead?: ComponentChildren;
  intro?: ComponentChildren;
  align?: 'start' | 'center';
  /** The size of the heading, from small to large. `moment` is for the screen that shows an outcome. */
  scale?: 'quiet' | 'plain' | 'moment';
  children?: ComponentChildren;
  /** The field that the user has to correct. It takes the focus in place of the heading. */
  focusOn?: string | undefined;
  /** Stays visible while the body scrolls, except on a low screen. */
  footer?: ComponentChildren;
  onBack?: (() => void) | undefined;
}

export function Screen({ heading, lead, intro, align = 'start', scale = 'plain', ...rest }: ScreenProps) {
  const { children, footer, onBack, focusOn } = rest;
  const { texts, send, context, shownLanguage } = useWidget();
  const title = useRef<HTMLHeadingElement>(null);
  const language = useRef(shownLanguage);
  useEffect(() => {
    document.title = heading;
    // If only the language has changed, the focus stays where it is.
    if (language.current === shownLanguage && mayTakeFocus()) {
      const field = focusOn ? document.getElementById(focusOn) : null;
      // A focused field may be out of view, so the browser scrolls to it. The heading needs no scrolling.
      (field ?? title.current)?.focus({ preventScroll: !field });
    }
    language.current = shownLanguage;
  }, [heading, shownLanguage]);
  useFocusAfterRemoval(title);
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
        <span class="bar-end">
          {context.session && <LanguageButton />}
          <IconButton
            label={texts.close}
            onClick={() => send({ type: 'closing.requested', reason: 'close' })}
          >
            <CloseIcon />
          </IconButton>
        </span>
      </header>
      <div class={`body align-${align} scale-${scale}`}>
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
