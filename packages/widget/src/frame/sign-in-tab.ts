import type { ChartContext } from './chart-vocabulary.ts';

/** How long the browser may take to leave the page, in ms. */
const leaveTimeoutMs = 10_000;

let leftAt = -leaveTimeoutMs;

/**
 * The provider's own sign-in page, in the tab of the page. It is used where a popup cannot open or is not preferred.
 * The server leads the user back to the page.
 */
export const signInTab = {
  /** Whether the page is going away for the sign-in, and not because the user closes it. */
  get isLeaving(): boolean {
    return performance.now() - leftAt < leaveTimeoutMs;
  },

  /** Whether the user can come back to the page. In a sandbox, the server would not recognise this document. */
  isPossible({ pageUrl, session }: Pick<ChartContext, 'pageUrl' | 'session'>): boolean {
    return window.origin !== 'null' && (pageUrl ?? session?.options.returnUrl ?? null) !== null;
  },

  /** Whether the sign-in should use this tab rather than a popup: on phones, a popup is one more tab among many. */
  get isPreferred(): boolean {
    return matchMedia('(pointer: coarse)').matches;
  },

  /**
   * Leads the tab to the sign-in page. False if the browser refuses this, for instance because the click was too long
   * ago.
   */
  leave(url: string): boolean {
    try {
      if (!window.top) return false;
      // This document has to navigate the tab. The page must not do it, because the server sees which document does it
      // and refuses the page.
      window.top.location.href = `${url}&in=tab`;
    } catch {
      return false;
    }
    leftAt = performance.now();
    return true;
  },

  /** Call this when the browser has brought the page back as it was. */
  returned(): void {
    leftAt = -leaveTimeoutMs;
  },
};
