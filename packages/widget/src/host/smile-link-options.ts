import type { CallbackArguments, CallbackName, EventReference } from '@winkwire/contract/callbacks';
import type { WidgetOptions } from '@winkwire/contract/host-messages';
import type { WidgetEvent } from '@winkwire/contract/widget-events';

/** Replaces the link token of the open widget. Typed input is kept. */
export type UpdateToken = (userToken: string) => void;

export type CallbackArgument<Name extends CallbackName> = CallbackArguments[Name] & EventReference;

/** The nine callbacks of the contract, and `onEvent`. */
export type SmileLinkCallbacks = {
  [Name in Exclude<CallbackName, 'onTokenExpired'>]?: (argument: CallbackArgument<Name>) => void;
} & {
  /** The link token has expired. Fetch a new one and pass it to `updateToken`, or reopen the widget. */
  onTokenExpired?: (updateToken: UpdateToken, reference: EventReference) => void;
  /**
   * Called for everything that happens in the session, in the order of the log. If the same event also has
   * another callback, `onEvent` is called first.
   */
  onEvent?: (event: WidgetEvent) => void;
};

export interface SmileLinkOptions extends WidgetOptions, SmileLinkCallbacks {
  /** The address of the Winkwire server. The default is the server from which the script was loaded. */
  apiHost?: string | URL | null;
  /**
   * The element of the page in which the widget is shown, or a selector for this element. Without `container`,
   * the widget is a modal dialog above the page.
   */
  container?: Element | string | null;
}
