import type { CallbackRecord } from './callbacks.ts';

/*
 * The host page and the frame communicate only by these messages.
 *
 * 1. The host adds an iframe to its page. The URL's fragment has the host's origin.
 * 2. When the frame's app runs, it posts `ready` to its parent, addressed to that origin. The message has no content.
 * 3. The host checks origin AND source window, then posts `connect` with one end of a MessageChannel.
 * 4. The frame checks origin AND source window. From then on both use only the port.
 * 5. The port's first message is `open`, with the token, so that the token is part of no URL.
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
  /** A BCP 47 tag. The browser's language when absent. */
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
  /** ESC was pressed outside the frame, which may ask the user first. With `force`, the page called `close()`. */
  | { type: 'request-close'; force?: boolean };

/** Frame to host, over the port. */
export type FrameMessage =
  | { type: 'callback'; callback: CallbackRecord }
  /** The widget has ended and its `onClose` callback has been posted, so the host removes the frame. */
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
