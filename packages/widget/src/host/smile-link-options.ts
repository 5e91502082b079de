import type {
  CallbackArguments,
  CallbackName,
  CallbackRecord,
  EventReference,
} from '@winkwire/contract/callbacks';
import type { WidgetOptions } from '@winkwire/contract/host-messages';

/** Replaces the link token of the open widget. Typed input is kept. */
export type UpdateToken = (userToken: string) => void;

export type CallbackArgument<Name extends CallbackName> = CallbackArguments[Name] & EventReference;

/** The nine callbacks of the contract, and `onEvent`, which is called for each of them. */
export type SmileLinkCallbacks = {
  [Name in Exclude<CallbackName, 'onTokenExpired'>]?: (argument: CallbackArgument<Name>) => void;
} & {
  /** The link token has expired. Fetch a new one and pass it to `updateToken`, or reopen the widget. */
  onTokenExpired?: (updateToken: UpdateToken, reference: EventReference) => void;
  /** Called for every callback, before the callback itself, with the record that the event log stores. */
  onEvent?: (record: CallbackRecord) => void;
};

export interface SmileLinkOptions extends WidgetOptions, SmileLinkCallbacks {
  /** The address of the Winkwire server. By default, the server that the script was loaded from. */
  apiHost?: string;
  /**
   * An element of the page, or a selector, in which the widget is shown as a part of the page. By default, it is a modal
   * dialog above the page.
   */
  container?: Element | string | null;
}
