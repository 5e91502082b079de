import type {
  CallbackArguments,
  CallbackName,
  CallbackRecord,
  EventReference,
} from '@winkwire/contract/callbacks';
import type { WidgetOptions } from '@winkwire/contract/host-messages';

/** Swaps the link token of the open widget in place; what the user typed is kept. */
export type UpdateToken = (userToken: string) => void;

export type CallbackArgument<Name extends CallbackName> = CallbackArguments[Name] & EventReference;

/** The nine callbacks of the contract, and `onEvent`, which hears all of them. */
export type SmileLinkCallbacks = {
  [Name in Exclude<CallbackName, 'onTokenExpired'>]?: (argument: CallbackArgument<Name>) => void;
} & {
  /** The link token expired. Ask for another and hand it to `updateToken`; pages that ignore the argument may reopen. */
  onTokenExpired?: (updateToken: UpdateToken, reference: EventReference) => void;
  /** Every callback as the event log keeps it, before its own callback is called. */
  onEvent?: (record: CallbackRecord) => void;
};

export interface SmileLinkOptions extends WidgetOptions, SmileLinkCallbacks {
  /** Address of the Winkwire server; by default the one the script came from. */
  apiHost?: string;
}
