import { followKeyboard } from './follow-keyboard.ts';
import type { HostTexts } from './host-texts.ts';
import { lockScroll } from './lock-scroll.ts';
import { overlayStyles } from './overlay-styles.ts';

interface OverlaySettings {
  frameUrl: string;
  texts: HostTexts & { direction: 'ltr' | 'rtl' };
  dark: boolean;
  /** ESC outside the frame, or the back gesture of a phone. */
  onEscape: () => void;
  onFrameLoad: () => void;
  onRetry: () => void;
  onDismiss: (reason: 'close' | 'error') => void;
}

/**
 * What lies on the customer's page: a native modal dialog (top layer, inert page, focus returned to the opener) in
 * a shadow root, so that the page's styles stay out, holding the frame. Styles are a constructed sheet: no CSP
 * directive of the page has to allow anything inline.
 */
export class Overlay {
  readonly #root = document.createElement('div');
  readonly #dialog = document.createElement('dialog');
  readonly #settings: OverlaySettings;
  readonly #cleanups: (() => void)[] = [];
  #frame: HTMLIFrameElement | null = null;
  #shown = true;

  constructor(settings: OverlaySettings) {
    this.#settings = settings;
    const shadow = this.#root.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(overlayStyles);
    shadow.adoptedStyleSheets = [sheet];
    this.#dialog.setAttribute('aria-label', settings.texts.title);
    this.#dialog.dir = settings.texts.direction;
    this.#dialog.className = settings.dark ? 'dark' : '';
    this.#dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      settings.onEscape();
    });
    // A browser may close a dialog without asking, for instance at a second ESC.
    this.#dialog.addEventListener('close', () => this.#shown && settings.onDismiss('close'));
    shadow.append(this.#dialog);
    document.body.append(this.#root);
    this.#cleanups.push(lockScroll(), followKeyboard(this.#dialog));
    this.load();
    this.#dialog.showModal();
    this.focus();
  }

  get frameWindow(): Window | null {
    return this.#frame?.contentWindow ?? null;
  }

  /** Puts a fresh frame into the dialog. */
  load(): void {
    const frame = document.createElement('iframe');
    frame.title = this.#settings.texts.title;
    // Popups leave the sandbox: a provider's sign-in page must work as it does anywhere else.
    frame.setAttribute(
      'sandbox',
      'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox',
    );
    frame.allow = '';
    frame.referrerPolicy = 'strict-origin';
    frame.addEventListener('load', this.#settings.onFrameLoad);
    frame.src = this.#settings.frameUrl;
    this.#frame = frame;
    const spinner = document.createElement('div');
    spinner.className = 'spinner';
    this.#dialog.replaceChildren(spinner, frame);
    if (this.#dialog.open) this.focus();
  }

  /** The frame's app answered: it shows everything from here on. */
  markReady(): void {
    this.#dialog.querySelector('.spinner')?.remove();
  }

  showFailure(): void {
    const { texts, onRetry, onDismiss } = this.#settings;
    const panel = document.createElement('div');
    panel.className = 'failure';
    panel.setAttribute('role', 'alert');
    const heading = document.createElement('h2');
    heading.textContent = texts.failed;
    const advice = document.createElement('p');
    advice.textContent = texts.advice;
    const retry = button(texts.retry, 'primary', onRetry);
    panel.append(
      heading,
      advice,
      retry,
      button(texts.close, 'quiet', () => onDismiss('error')),
    );
    this.#frame = null;
    this.#dialog.replaceChildren(panel);
    retry.focus();
  }

  focus(): void {
    this.#frame?.focus();
  }

  remove(): void {
    this.#shown = false;
    for (const cleanup of this.#cleanups) cleanup();
    // Closing first is what gives the focus back to the opener.
    this.#dialog.close();
    this.#root.remove();
  }
}

function button(label: string, className: string, onClick: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = className;
  element.textContent = label;
  element.addEventListener('click', onClick);
  return element;
}
