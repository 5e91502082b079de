import type { ChartContext } from './chart-vocabulary.ts';

/** How long the browser may take to leave the host page, in ms. */
const leaveTimeoutMs = 10_000;

let leftAt = -leaveTimeoutMs;

/** The provider's own sign-in page, in the tab of the host page. Afterwards, the server sends the user back. */
export const signInTab = {
  /** Whether the host page is probably going away because of the sign-in, and not because the user has closed it. */
  get isLeaving(): boolean {
    return performance.now() - leftAt < leaveTimeoutMs;
  },

  /**
   * Whether the user can come back after the sign-in. This requires a URL to which the server can redirect. Coming back
   * is impossible in a sandboxed iframe: the frame's origin is then `null`, so the server cannot recognise that the
   * frame has started the sign-in.
   */
  isPossible({ pageUrl, session }: Pick<ChartContext, 'pageUrl' | 'session'>): boolean {
    return window.origin !== 'null' && (pageUrl ?? session?.options.returnUrl ?? null) !== null;
  },

  /**
   * Whether the sign-in should use this tab rather than a popup. This is so on phones and tablets, where a popup is one
   * more tab among many.
   */
  get isPreferred(): boolean {
    return matchMedia('(pointer: coarse)').matches;
  },

  /**
   * Sends the tab to the sign-in page. False if the browser refuses this, for example because the click was too long
   * ago.
   */
  leave(url: string): boolean {
    try {
      if (!window.top) return false;
      // This document has to navigate the tab. The server redirects to the provider only if a document of the server's
      // own origin navigates the tab. The host page has another origin.
      window.top.location.href = `${url}&in=tab`;
    } catch {
      return false;
    }
    leftAt = performance.now();
    return true;
  },

  /** Call this when the browser has restored the host page from its back/forward cache. */
  returned(): void {
    leftAt = -leaveTimeoutMs;
  },
};
