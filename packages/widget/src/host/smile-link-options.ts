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
  /** Fetch a new token and pass it to `updateToken`, or reopen the widget. */
  onTokenExpired?: (updateToken: UpdateToken, reference: EventReference) => void;
  /** Called for every event of the session, in order. If an event has a callback of its own, that is called next. */
  onEvent?: (event: WidgetEvent) => void;
};

export interface SmileLinkOptions extends WidgetOptions, SmileLinkCallbacks {
  /** The address of the Winkwire server. By default, where the script was loaded from. */
  apiHost?: string | URL | null;
  /** The element in which the widget is shown, or its selector. Without it, the widget is a modal dialog. */
  container?: Element | string | null;
}
