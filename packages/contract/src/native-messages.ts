import type { AccountErrorCode } from './account-statuses.ts';
import type { CallbackArguments, CallbackName, EventReference } from './callbacks.ts';
import type { WidgetOptions } from './host-messages.ts';

/*
 * A page in a web view and the app around it communicate by these messages. The page posts each one as a JSON text,
 * because strings are all that every platform passes on. The app calls `winkwire.receive(<JSON>)` in the page.
 *
 * Within version 1, messages get further types and fields: ignore what you do not know. What is there keeps its
 * meaning.
 */

type Version = { winkwire: 1 };

/** A callback of the widget, with the argument that a page would get. */
type CallbackMessage = {
  [Name in CallbackName]: Version & {
    type: 'callback';
    name: Name;
    argument: (CallbackArguments[Name] extends undefined ? unknown : CallbackArguments[Name]) &
      EventReference;
  };
}[CallbackName];

/** What the user has done on a hosted page. Nothing in it is secret, and nothing in it is proved. */
export interface HostedResult {
  outcome: 'CONNECTED' | 'UPLOADED' | 'FAILED' | 'LEFT' | 'EXPIRED';
  linkId: string;
  /** The `state` of the link. */
  state?: string;
  accountId?: string;
  archiveId?: string;
  /** Why linking failed. */
  errorCode?: AccountErrorCode;
}

/** Page to app. */
export type PageMessage =
  /** The page has loaded, and waits for `open`. A hosted page opens the widget by itself. */
  | (Version & { type: 'ready' })
  | CallbackMessage
  /** The widget could not be opened. `message` is for developers. */
  | (Version & { type: 'failed'; message: string })
  /** A hosted page has ended. */
  | (Version & { type: 'result'; result: HostedResult });

/** App to page. */
export type AppMessage =
  /**
   * `server` is the address of the Winkwire, without a slash at the end. `returned` is the URL, below `returnUrl` of the
   * options, to which a provider's own sign-in page has led: the widget continues there.
   */
  | (Version & { type: 'open'; server: string; options: WidgetOptions; returned?: string })
  /** The app has stored the callback of this event. Otherwise it is repeated at the user's next launch. */
  | (Version & { type: 'acknowledge'; eventId: string })
  /** The response to `onTokenExpired`. */
  | (Version & { type: 'update-token'; userToken: string })
  /** The user has pressed the back button. The widget may ask first, and then closes. */
  | (Version & { type: 'request-close' });
