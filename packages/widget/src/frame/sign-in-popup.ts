/**
 * The provider's own sign-in page, in a popup. Browsers allow one only inside the click that asks for it, long
 * before its address is known: so the click opens it empty, and {@link signInPopup.locate} sends it on later.
 */
let popup: Window | null = null;

export const signInPopup = {
  /** Call it in the click, before any `await`. */
  open(message: string): void {
    popup?.close();
    const left = window.screenX + Math.max(0, (window.outerWidth - 480) / 2);
    popup = window.open(
      'about:blank',
      '',
      `popup,width=480,height=680,left=${left},top=${window.screenY + 60}`,
    );
    if (popup) popup.document.body.textContent = message;
  },

  /** False when the browser blocked the popup or the user closed it already. */
  locate(url: string): boolean {
    if (!popup || popup.closed) return false;
    // The provider's page must not be able to navigate this frame.
    popup.opener = null;
    popup.location.replace(url);
    return true;
  },

  get isClosed(): boolean {
    return !popup || popup.closed;
  },

  close(): void {
    popup?.close();
    popup = null;
  },
};
