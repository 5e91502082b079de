import type { CallbackRecord } from './callbacks.ts';

/*
 * Host page and frame speak only in these messages.
 *
 * 1. The host puts an iframe on its page, its own origin in the URL's fragment.
 * 2. The frame's app, once it runs, posts `ready` to its parent, addressed to that origin: it carries nothing.
 * 3. The host checks origin AND source window, then posts `connect` with one end of a MessageChannel.
 * 4. The frame checks origin AND source window; from there on both use only the port.
 * 5. The port's first message is `open`: the token exists in no URL.
 */

/** What a page asks of the widget; the names are those of older integrations. */
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
  /** BCP 47 tag; the browser's language when absent. */
  locale?: string;
  theme?: 'light' | 'dark' | 'auto';
}

/** Window to window, before the port exists. */
export type HandshakeMessage = { winkwire: 1; type: 'ready' } | { winkwire: 1; type: 'connect' };

/** Host to frame, over the port. */
export type HostMessage =
  | { type: 'open'; options: WidgetOptions }
  | { type: 'acknowledge'; eventId: string }
  | { type: 'update-token'; userToken: string }
  /** ESC was pressed outside the frame; the frame may ask first. Unconditionally: the page called `close()`. */
  | { type: 'request-close'; force?: boolean };

/** Frame to host, over the port. */
export type FrameMessage =
  | { type: 'callback'; callback: CallbackRecord }
  /** The widget is done: after its `onClose` callback was posted, the host removes the frame. */
  | { type: 'closed' };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string';

export function isHandshakeMessage(value: unknown): value is HandshakeMessage {
  return isObject(value) && value.winkwire === 1 && (value.type === 'ready' || value.type === 'connect');
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
  if (value.type === 'closed') return true;
  return (
    value.type === 'callback' &&
    isObject(value.callback) &&
    isText(value.callback.name) &&
    isText(value.callback.eventId) &&
    isText(value.callback.sessionId)
  );
}
