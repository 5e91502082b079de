/// <reference types="vite/client" />

import { adoptStyles } from './adopt-styles.ts';
import { followKeyboard } from './follow-keyboard.ts';
import { type HostTexts, hostTexts, type LoadFailure } from './host-texts.ts';
import { lockScroll } from './lock-scroll.ts';
import { makeElement } from './make-element.ts';
import overlayStyles from './overlay.css?inline';
import { hiddenStyles, inlineStyles, rootStyles } from './root-styles.ts';
import { shieldPage } from './shield-page.ts';
import { watchBox } from './watch-box.ts';

/** The height of the widget in px if its container has no height. */
const ownHeight = 640;

interface OverlaySettings {
  frameUrl: string;
  /** Where the widget is shown. Null for a dialog above the page. */
  container: Element | null;
  /** Called when the user presses ESC outside the frame, or uses the back gesture of a phone. */
  onEscape: () => void;
  onFrameLoad: () => void;
  onRetry: () => void;
  onDismiss: (reason: 'close' | 'error') => void;
}

/** The page may change `locale` and `theme` until the widget opens, so this is passed to `show()`. */
interface Appearance {
  texts: HostTexts;
  dark: boolean;
}

/**
 * Shows the frame of the widget in a dialog or a container. The frame loads at once, but is invisible until `show()`.
 * The styles of the page have no effect on it.
 */
export class Overlay {
  readonly #root = document.createElement('div');
  /** Null if the widget is a part of the page. */
  readonly #dialog: HTMLDialogElement | null;
  readonly #box: HTMLElement;
  readonly #settings: OverlaySettings;
  readonly #cleanups: (() => void)[] = [];
  #frame: HTMLIFrameElement | null = null;
  #texts = hostTexts('en');
  #isShown = false;

  constructor(settings: OverlaySettings) {
    this.#settings = settings;
    this.#root.style.cssText = hiddenStyles;
    const shadow = this.#root.attachShadow({ mode: 'open' });
    adoptStyles(shadow, overlayStyles);
    this.#dialog = settings.container ? null : document.createElement('dialog');
    this.#box = this.#dialog ?? document.createElement('section');
    this.#box.oncancel = (event) => {
      event.preventDefault();
      settings.onEscape();
    };
    // A browser may close a dialog even after `preventDefault`, for example at a second ESC.
    this.#box.onclose = () => this.#isShown && settings.onDismiss('close');
    shadow.append(this.#box);
    (settings.container ?? document.body).append(this.#root);
    this.load();
  }

  show({ texts, dark }: Appearance): void {
    this.#isShown = true;
    this.#texts = texts;
    this.#box.ariaLabel = texts.title;
    this.#box.lang = texts.lang;
    this.#box.className = dark ? 'dark' : '';
    if (this.#frame) this.#frame.title = texts.title;
    if (this.#dialog) this.#showModal(this.#dialog);
    else this.#showInline();
    const onLost = () => this.#settings.onDismiss('close');
    this.#cleanups.push(watchBox(this.#box, onLost, () => this.#onHidden()));
  }

  #showModal(dialog: HTMLDialogElement): void {
    this.#root.style.cssText = rootStyles;
    dialog.showModal();
    this.#cleanups.push(lockScroll(), followKeyboard(dialog));
    this.focus();
  }

  #showInline(): void {
    this.#root.style.cssText = inlineStyles;
    if (!this.#root.offsetHeight)
      this.#root.style.cssText = `${inlineStyles};height:${ownHeight}px!important`;
  }

  #onHidden(): void {
    // A widget in a container stays open while the page hides the container, for example behind another tab of the
    // page.
    if (!this.#dialog) return;
    console.error('SmileLinkModal: show `html` and `body` before `open()`.');
    this.#settings.onDismiss('error');
  }

  /** False if the page has removed the widget's element, or has moved an open dialog. */
  get isInPlace(): boolean {
    return this.#root.isConnected && (!this.#isShown || this.#dialog?.matches(':modal') !== false);
  }

  get frameWindow(): Window | null | undefined {
    return this.#frame?.contentWindow;
  }

  load(): void {
    const frame = makeElement('iframe', {
      title: this.#texts.title,
      referrerPolicy: 'strict-origin',
      onload: this.#settings.onFrameLoad,
      src: this.#settings.frameUrl,
    });
    // The sign-in page of a provider opens in a popup without a sandbox, or in this tab.
    frame.sandbox.value =
      'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation';
    this.#frame = frame;
    this.#replaceContent(frame, makeElement('div', { className: 'spinner' }), frame);
  }

  /** Removes the spinner. Call this when the frame shows its first screen. */
  markDrawn(): void {
    this.#box.querySelector('.spinner')?.remove();
  }

  showFailure(failure: LoadFailure): void {
    const { onRetry, onDismiss } = this.#settings;
    const texts = this.#texts;
    const panel = makeElement('div', { className: 'failure', role: 'alert' });
    const retry = makeElement('button', { textContent: texts.retry, className: 'primary', onclick: onRetry });
    panel.append(
      makeElement('h2', { textContent: texts[failure] }),
      retry,
      makeElement('button', { textContent: texts.close, onclick: () => onDismiss('error') }),
    );
    this.#frame = null;
    this.#replaceContent(retry, panel);
  }

  /** If the old content had the focus, `focused` gets it. */
  #replaceContent(focused: HTMLElement, ...content: Element[]): void {
    const hadFocus = this.#box.matches(':modal, :focus-within');
    this.#box.replaceChildren(...content);
    if (hadFocus) focused.focus();
  }

  focus(): void {
    this.#frame?.focus();
  }

  /** `mayBeTapped`: the user has just tapped, and a second tap must not reach the page. */
  remove(mayBeTapped: boolean): void {
    if (this.#isShown && mayBeTapped) shieldPage();
    this.#isShown = false;
    for (const cleanup of this.#cleanups) cleanup();
    // The dialog is closed before its removal, so that the focus returns to where it was.
    this.#dialog?.close();
    this.#root.remove();
  }
}
