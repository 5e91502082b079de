/**
 * The provider's own sign-in page, in a popup. Browsers allow a popup only during a click, when its address is not
 * known yet. So the click opens an empty one, and {@link signInPopup.navigate} sends it to the address later.
 */
let popup: Window | null = null;

export const signInPopup = {
  /** Call this during the click, before any `await`. */
  open(message: string): void {
    popup?.close();
    const left = window.screenX + Math.max(0, (window.outerWidth - 480) / 2);
    popup = window.open(
      'about:blank',
      '',
      `popup,width=480,height=680,left=${left},top=${window.screenY + 60}`,
    );
    // From a sandbox, the popup is another origin, which nobody but its own pages can write to.
    withinOrigin(() => {
      if (popup) popup.document.body.textContent = message;
    });
  },

  /** False if the browser has blocked the popup or the user has closed it. */
  navigate(url: string): boolean {
    if (!popup || popup.closed) return false;
    const opened = popup;
    // The provider's page must not be able to navigate this frame. A popup inside the sandbox cannot.
    withinOrigin(() => {
      opened.opener = null;
    });
    opened.location.replace(url);
    return true;
  },

  /** Calls back if the popup has inherited the sandbox of this frame, in which the page of a provider does not work. */
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
