import type { ChartContext } from './chart-vocabulary.ts';

/**
 * In ms. The page stays until the provider's page responds, and browsers wait for minutes. If the user stops the
 * navigation instead, and closes the page within this time, the session ends later, by its silence.
 */
const leaveTimeoutMs = 300_000;

let leftAt = -leaveTimeoutMs;

/** Opens the provider's sign-in page in the tab of the host page. The server later sends the user back. */
export const signInTab = {
  /** Whether the page goes away because of the sign-in, and not because the user closes it. */
  get isLeaving(): boolean {
    return performance.now() - leftAt < leaveTimeoutMs;
  },

  /** Whether the user can come back after the sign-in. From a sandboxed iframe, this is not possible. */
  isPossible({ pageUrl, session }: Pick<ChartContext, 'pageUrl' | 'session'>): boolean {
    return window.origin !== 'null' && (pageUrl ?? session?.options.returnUrl ?? null) !== null;
  },

  /** True on phones and tablets, where a popup is one more tab among many. */
  get isPreferred(): boolean {
    return matchMedia('(pointer: coarse)').matches;
  },

  /** False if the browser refuses, for example because the click was too long ago. */
  leave(url: string): boolean {
    try {
      if (!window.top) return false;
      // The frame must navigate the tab, because the server redirects only for pages of its own origin.
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
