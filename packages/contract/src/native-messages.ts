import type { AccountErrorCode } from './account-statuses.ts';
import type { CallbackArguments, CallbackName, EventReference } from './callbacks.ts';
import type { WidgetOptions } from './host-messages.ts';
import type { WidgetEvent } from './widget-events.ts';

/*
 * The messages between a page in a web view and the app around it. They are JSON texts, because some platforms pass on
 * only strings. The app calls `winkwire.receive(<JSON>)` in the page.
 *
 * Version 1 may get new types of messages and new fields. Ignore those that you do not know. Existing ones
 * keep their meaning.
 */

type Version = { winkwire: 1 };

/** A callback of the widget, as on a host page. */
type CallbackMessage = {
  [Name in CallbackName]: Version & {
    type: 'callback';
    name: Name;
    argument: (CallbackArguments[Name] extends undefined ? unknown : CallbackArguments[Name]) &
      EventReference;
  };
}[CallbackName];

/** The outcome of a hosted page. It contains no secret. Do not rely on it, because users can change it. */
export interface HostedResult {
  outcome: 'CONNECTED' | 'UPLOADED' | 'FAILED' | 'LEFT' | 'EXPIRED';
  linkId: string;
  /** The `state` that was given when the hosted link was created. */
  state?: string;
  accountId?: string;
  archiveId?: string;
  /** Why linking failed. */
  errorCode?: AccountErrorCode;
}

/** Messages from the page to the app. */
export type PageMessage =
  /** The page has loaded and waits for `open`. A hosted page does not wait, but opens the widget by itself. */
  | (Version & { type: 'ready' })
  | CallbackMessage
  /** The event for `onEvent`, if `open` has set `events`. It is neither acknowledged nor repeated. */
  | (Version & { type: 'event'; event: WidgetEvent })
  /** The widget could not be opened. `message` is for developers. */
  | (Version & { type: 'failed'; message: string })
  | (Version & { type: 'result'; result: HostedResult });

/** Messages from the app to the page. */
export type AppMessage =
  /**
   * Opens the widget. `server` has no slash at the end. If the user has just come back from a provider, `returned` is
   * the URL that was opened. If `events` is set, the page also sends the events for `onEvent`.
   */
  | (Version & {
      type: 'open';
      server: string;
      options: WidgetOptions;
      returned?: string;
      events?: boolean;
    })
  /**
   * The app has stored the callback. Without this message, a callback about an account or upload is repeated at the
   * next opening of the widget.
   */
  | (Version & { type: 'acknowledge'; eventId: string })
  /** A new link token, in response to the callback `onTokenExpired`. */
  | (Version & { type: 'update-token'; userToken: string })
  /** The user has pressed the back button. The widget may ask for a confirmation before it closes. */
  | (Version & { type: 'request-close' });
