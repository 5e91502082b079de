import type { CallbackRecord, CloseReason } from '@winkwire/contract/callbacks';
import { type HostMessage, isFrameMessage } from '@winkwire/contract/host-messages';
import type { WidgetEvent } from '@winkwire/contract/widget-events';
import { findContainer } from './find-container.ts';
import { frameOwner } from './frame-owner.ts';
import { hostTexts, type LoadFailure } from './host-texts.ts';
import { Overlay } from './overlay.ts';
import { prefersDark } from './prefers-dark.ts';
import { randomHex } from './random-hex.ts';
import { requireToken } from './require-token.ts';
import { forgetReturnCode, returnCode } from './return-code.ts';
import { runCallbacks } from './run-callbacks.ts';
import { addressOfLoader, frameAddress } from './server-address.ts';
import { shakeHands } from './shake-hands.ts';
import type { SmileLinkOptions } from './smile-link-options.ts';
import { whenIdle } from './when-idle.ts';
import { widgetOptions } from './widget-options.ts';

const loaderAddress = addressOfLoader();

/** How long the frame may take to load. It may take the same time again to show its first screen. */
const loadTimeoutMs = 20_000;
/** If the app has not started this long after the frame's `load` event, the frame is probably blocked. */
const handshakeTimeoutMs = 5_000;
/** How long the frame may take to close itself after `close()`. After that, the host removes it. */
const closeTimeoutMs = 2_500;

/**
 * The newest widget that has not been opened. Only its frame is preloaded, because a page may construct a widget for
 * each row of a list.
 */
let upcoming: SmileLinkModal | undefined;

/** The Wink Widget on a page: `new SmileLinkModal({ userToken, ... }).open()`. */
export class SmileLinkModal {
  readonly #options: SmileLinkOptions;
  readonly #frameUrl: URL;
  #overlay: Overlay | null = null;
  #port: MessagePort | null = null;
  #stopListening: () => void = () => {};
  #cancelPreload: () => void = () => {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #openWhenReady = false;
  #isOpen = false;
  #isFrameLoaded = false;
  /** Whether the frame shows a screen, where the user can close the widget. */
  #isDrawn = false;
  /** The latest callback. The host's own `onClose` copies its `sessionId`. */
  #latest: CallbackRecord | null = null;

  /**
   * A page may replace a callback at any time. After a sign-in in the same tab, the constructor also opens the widget.
   */
  constructor(options: SmileLinkOptions) {
    requireToken(options?.userToken);
    this.#options = options;
    this.#frameUrl = frameAddress(loaderAddress, options.apiHost);
    if (typeof document === 'undefined') return;
    upcoming?.destroy();
    upcoming = this;
    // If the container does not exist yet, nothing is preloaded. `open()` looks for the container again.
    this.#cancelPreload = whenIdle(() => findContainer(options.container) !== undefined && this.#load());
    if (returnCode()) this.open();
  }

  /** If the widget is already open, moves the focus into it. */
  open(): void {
    this.#leaveQueue();
    // The old widget goes if the page has moved or removed it, or if it has closed and only catches a double tap.
    if (!this.#overlay?.isInPlace || (this.#latest && !this.#isOpen)) this.#dismiss('close');
    if (this.#isOpen) this.#overlay?.focus();
    else if (document.body) this.#show();
    else this.#showOnceReady();
  }

  #showOnceReady(): void {
    this.#openWhenReady = true;
    document.addEventListener('DOMContentLoaded', () => this.#openWhenReady && this.#show());
  }

  /**
   * Closes the widget as ESC does, so the user may be asked first. Call this when the back button of a phone is
   * pressed.
   */
  requestClose(): void {
    if (this.#isDrawn) this.#post({ type: 'request-close' });
    else if (this.#isOpen) this.#dismiss('close');
  }

  /** Closes the widget without asking the user. The reason is `close`. */
  close(): void {
    this.#openWhenReady = false;
    if (!this.#isOpen) return;
    this.#post({ type: 'request-close', force: true });
    this.#dismissSoon();
  }

  #dismissSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#dismiss('close'), this.#isDrawn ? closeTimeoutMs : 0);
  }

  /** Removes the widget at once, without a callback. */
  destroy(): void {
    this.#remove(true);
  }

  #remove(mayBeTapped: boolean): void {
    this.#leaveQueue();
    this.#openWhenReady = this.#isOpen = false;
    clearTimeout(this.#timer);
    this.#stopListening();
    this.#disconnect();
    this.#overlay?.remove(mayBeTapped);
    this.#overlay = null;
  }

  #leaveQueue(): void {
    this.#cancelPreload();
    if (upcoming === this) upcoming = undefined;
  }

  /** Loads the frame, which waits invisibly for the token. No session begins yet. */
  #load(): Overlay {
    const url = new URL(this.#frameUrl);
    const owner = frameOwner(this.#options.userToken);
    if (owner) url.searchParams.set('for', owner);
    const nonce = randomHex(16);
    const { locale = '' } = widgetOptions(this.#options);
    const container = findContainer(this.#options.container);
    if (container === undefined)
      console.warn(
        'SmileLinkModal: `container` is not an element of this page. The widget opens above the page.',
      );
    url.hash = `${new URLSearchParams({ nonce, locale, ...(container ? { inline: '' } : {}) })}`;
    this.#stopListening = shakeHands({
      page: window,
      frameWindow: () => this.#overlay?.frameWindow,
      frameOrigin: url.origin,
      nonce,
      onPort: (port) => this.#connect(port),
    });
    this.#overlay = new Overlay({
      frameUrl: url.href,
      container: container ?? null,
      onEscape: () => this.requestClose(),
      onFrameLoad: () => {
        this.#isFrameLoaded = true;
        if (this.#isOpen && !this.#port) this.#startTimer(handshakeTimeoutMs, 'blocked');
      },
      onRetry: () => this.#reload(),
      onDismiss: (reason) => this.#dismiss(reason),
    });
    return this.#overlay;
  }

  #show(): void {
    this.#openWhenReady = false;
    this.#isOpen = true;
    this.#latest = null;
    const { locale = navigator.language, theme } = widgetOptions(this.#options);
    const overlay = this.#overlay ?? this.#load();
    overlay.show({
      texts: hostTexts(locale),
      dark: theme === 'dark' || (theme !== 'light' && prefersDark()),
    });
    if (this.#port) this.#start();
    // The preloaded app has not started: the frame was blocked, or there was no network.
    else if (this.#isFrameLoaded) this.#reload();
    else this.#startTimer(loadTimeoutMs, 'slow');
  }

  #reload(): void {
    this.#disconnect();
    this.#overlay?.load();
    this.#startTimer(loadTimeoutMs, 'slow');
  }

  #startTimer(milliseconds: number, failure: LoadFailure): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#overlay?.showFailure(navigator.onLine ? failure : 'offline');
      if (failure === 'blocked')
        console.error(
          `SmileLinkModal: the frame did not start. Register ${origin} with PUT /v1/origins, and allow ${this.#frameUrl.origin} in frame-src.`,
        );
    }, milliseconds);
  }

  /** Called when the frame's app has started. A reloaded frame gets a new port. */
  #connect(port: MessagePort): void {
    this.#disconnect();
    this.#port = port;
    port.onmessage = (event) => this.#onFrameMessage(event.data);
    if (this.#isOpen) this.#start();
  }

  #disconnect(): void {
    this.#port?.close();
    this.#port = null;
    this.#isDrawn = this.#isFrameLoaded = false;
  }

  /** A timer runs until the first screen is shown, because the browser may have discarded an old frame. */
  #start(): void {
    this.#startTimer(loadTimeoutMs, 'slow');
    this.#post({
      type: 'open',
      options: widgetOptions(this.#options),
      canRenew: Boolean(this.#options.onTokenExpired),
      prefersDark: prefersDark(),
      wantsEvents: Boolean(this.#options.onEvent),
      pageUrl: location.href,
      returnCode: returnCode(),
    });
    forgetReturnCode();
  }

  #onFrameMessage(message: unknown): void {
    if (!isFrameMessage(message)) return;
    if (message.type === 'closed') {
      // The frame has waited until no second tap can follow.
      this.#remove(false);
      return;
    }
    if (message.type === 'drawn') {
      clearTimeout(this.#timer);
      this.#isDrawn = true;
      this.#overlay?.markDrawn();
      return;
    }
    const { callback } = message;
    if (!callback.replayed) this.#latest = callback;
    if (callback.name === 'onClose') {
      this.#isOpen = false;
      // The frame may crash before it posts `closed`. The dialog would then block the page, so a timer removes it.
      this.#dismissSoon();
    }
    const settled = runCallbacks(this.#options, message, (userToken) => {
      requireToken(userToken);
      this.#post({ type: 'update-token', userToken });
    });
    // Without an acknowledgement, the callback is replayed when the widget is next opened.
    void settled.then(() => this.#post({ type: 'acknowledge', eventId: callback.eventId }));
  }

  #post(message: HostMessage): void {
    this.#port?.postMessage(message);
  }

  /** Closes the widget if the frame does not respond or is gone. Calls `onClose`, unless the frame has forwarded it. */
  #dismiss(reason: CloseReason): void {
    const wasOpen = this.#isOpen;
    this.destroy();
    if (!wasOpen) return;
    const id = `et-${randomHex(16)}`;
    const shared = {
      sessionId: this.#latest?.sessionId ?? '',
      sequence: null,
      at: `${new Date().toISOString().slice(0, 19)}Z`,
    };
    const callback: CallbackRecord = {
      name: 'onClose',
      arguments: { reason },
      eventId: id,
      replayed: false,
      ...shared,
    };
    const event: WidgetEvent = { name: 'Closed', reason, id, screen: null, previousScreen: null, ...shared };
    void runCallbacks(this.#options, { callback, event }, () => {});
  }
}
