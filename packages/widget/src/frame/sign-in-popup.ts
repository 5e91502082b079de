/**
 * The provider's own sign-in page, in a popup. Browsers allow a popup only during a click, but at that moment the
 * address of the sign-in page is not known yet. So the click opens an empty popup, and {@link signInPopup.navigate}
 * sends it to the address later.
 */
let popup: Window | null = null;

export const signInPopup = {
  /** Opens a popup that shows `message` at first. Call this during the click, before any `await`. */
  open(message: string): void {
    popup?.close();
    const left = window.screenX + Math.max(0, (window.outerWidth - 480) / 2);
    popup = window.open(
      'about:blank',
      '',
      `popup,width=480,height=680,left=${left},top=${window.screenY + 60}`,
    );
    // In a sandboxed iframe, the popup has another origin than this frame, so the frame cannot write to the popup.
    withinOrigin(() => {
      if (popup) popup.document.body.textContent = message;
    });
  },

  /** Sends the popup to the provider's page. False if the browser has blocked the popup or the user has closed it. */
  navigate(url: string): boolean {
    if (!popup || popup.closed) return false;
    const opened = popup;
    // The provider's page must not be able to navigate this frame. In a sandboxed iframe, setting `opener` fails, but
    // the popup cannot navigate the frame there anyway.
    withinOrigin(() => {
      opened.opener = null;
    });
    opened.location.replace(url);
    return true;
  },

  /**
   * Calls `call` if the popup has inherited the restrictions of a sandboxed iframe, under which the provider's page
   * does not work. The popup then shows a page of ours instead, which reports this. Returns the function that stops
   * listening.
   */
  onSandboxed(call: () => void): () => void {
    const listen = ({ source, data }: MessageEvent) => {
      if (source === popup && data === 'winkwire-sandboxed') call();
    };
    addEventListener('message', listen);
    return () => removeEventListener('message', listen);
  },

  get isClosed(): boolean {
    return !popup || popup.closed;
  },

  close(): void {
    popup?.close();
    popup = null;
  },
};

function withinOrigin(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'SecurityError')) throw error;
  }
}
