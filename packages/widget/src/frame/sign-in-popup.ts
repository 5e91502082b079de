/** Browsers allow a popup only during a click. The URL is not known yet then, so the click opens an empty popup. */
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
    // In a sandboxed iframe, the popup has another origin than this frame, so the frame cannot write to it.
    withinOrigin(() => {
      if (popup) popup.document.body.textContent = message;
    });
  },

  /** False if the browser has blocked the popup or the user has closed it. */
  navigate(url: string): boolean {
    if (!popup || popup.closed) return false;
    const opened = popup;
    // Without an `opener`, the provider's page cannot navigate this frame. A sandbox prevents this anyway.
    withinOrigin(() => {
      opened.opener = null;
    });
    opened.location.replace(url);
    return true;
  },

  /** Calls `call` if the popup has inherited the restrictions of a sandbox. Returns a function that stops listening. */
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
