import type { CallbackRecord } from './callbacks.ts';
import type { WidgetEvent } from './widget-events.ts';

/*
 * The messages between the host page and the frame. A page from a file or in a sandboxed iframe has no origin to which
 * a message could be addressed, so nothing secret is sent from window to window.
 *
 * 1. The host adds an iframe. The fragment of its URL contains a nonce.
 * 2. Once its app has started, the frame posts `ready` to its parent.
 * 3. The host checks the origin AND the source window of `ready`. Then it posts `connect` with a MessagePort.
 * 4. The frame checks the source window of `connect`, and sends the page's origin to the server, which checks it.
 * 5. The frame sends the nonce over the port. Another document in the frame may have got the port, but cannot know the
 *    nonce, so the host sends nothing to it.
 * 6. When the page opens the widget, the host sends `open` with the token over the port. No URL contains the token.
 * 7. With its first screen, the frame sends `drawn`, and from then on callbacks.
 *
 * Pages and published packages may contain old loaders, so a frame must work with every loader since version 0.1.
 */

/** The options that a page passes to the widget. Existing integrations use these names. */
export interface WidgetOptions {
  userToken: string;
  templateId?: string;
  providers?: string[];
  topProviders?: string[];
  enableUpload?: boolean;
  enableSearchBar?: boolean;
  enableTypeBar?: boolean;
  companyName?: string;
  enableConsentPage?: boolean;
  /** The language, as a BCP 47 tag. The default is the language of the browser. */
  locale?: string;
  theme?: 'light' | 'dark' | 'auto';
  /**
   * If a provider's own sign-in page opens in the same tab, it returns the user to this address. The default is the
   * host page. A native app passes an address that it intercepts.
   */
  returnUrl?: string;
}

/** Messages before `open`. `nonce` is sent over the port, the others from window to window. */
export type HandshakeMessage =
  | { winkwire: 1; type: 'ready' }
  | { winkwire: 1; type: 'connect' }
  | { winkwire: 1; type: 'nonce'; nonce: string };

/** Messages from the host to the frame, over the port. */
export type HostMessage =
  /**
   * Opens the widget. `canRenew`: the page has a callback for `onTokenExpired`. `returnCode`: the code in the page's
   * URL, if the user has just returned from a provider.
   */
  | {
      type: 'open';
      options: WidgetOptions;
      canRenew: boolean;
      prefersDark?: boolean;
      wantsEvents?: boolean;
      pageUrl?: string;
      returnCode?: string;
    }
  | { type: 'acknowledge'; eventId: string }
  | { type: 'update-token'; userToken: string }
  /** Asks the frame to close the widget. Unless `force` is set, the frame may first ask the user for a confirmation. */
  | { type: 'request-close'; force?: boolean };

/** Messages from the frame to the host, over the port. */
export type FrameMessage =
  /** The frame shows its first screen. Until then, the host itself shows that the widget is loading. */
  | { type: 'drawn' }
  /** `event` is present if the page has `onEvent`. */
  | { type: 'callback'; callback: CallbackRecord; event?: WidgetEvent }
  /** The widget has ended and has posted its `onClose` callback, so the host removes the frame. */
  | { type: 'closed' };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string';

export function isHandshakeMessage(value: unknown): value is HandshakeMessage {
  if (!isObject(value) || value.winkwire !== 1) return false;
  return (
    value.type === 'ready' || value.type === 'connect' || (value.type === 'nonce' && isText(value.nonce))
  );
}

export function isHostMessage(value: unknown): value is HostMessage {
  if (!isObject(value)) return false;
  switch (value.type) {
    case 'open':
      return isObject(value.options) && isText(value.options.userToken);
    case 'acknowledge':
      return isText(value.eventId);
    case 'update-token':
      return isText(value.userToken);
    case 'request-close':
      return true;
    default:
      return false;
  }
}

export function isFrameMessage(value: unknown): value is FrameMessage {
  if (!isObject(value)) return false;
  if (value.type === 'drawn' || value.type === 'closed') return true;
  return (
    value.type === 'callback' &&
    isObject(value.callback) &&
    isText(value.callback.name) &&
    isText(value.callback.eventId) &&
    isText(value.callback.sessionId)
  );
}
