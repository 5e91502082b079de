import type { CallbackArguments, CallbackName, CloseReason } from './callbacks.ts';
import type { UIEventName } from './screens.ts';

/**
 * The events that `onEvent` reports in addition to the callbacks, and the fields of each event. No field contains a
 * secret or anything that a user has typed. The log contains these events only if the page passes `onEvent`.
 */
export interface LoggedEventFields {
  ConsentGiven: object;
  ConsentDeclined: object;
  /** How many providers a search has found. The event does not contain the search text. */
  ProvidersSearched: { resultCount: number };
  ProviderChosen: { providerId: string };
  CredentialsSent: { providerId: string };
  CodeRequested: { providerId: string };
  CodeSent: { providerId: string };
  CodeResent: { providerId: string };
  /** The provider has refused what the user sent for a challenge, and has asked again. */
  CodeRejected: { providerId: string };
  SignInWindowOpened: { providerId: string };
  SignInWindowClosed: { providerId: string };
  SignInWindowBlocked: { providerId: string };
  ErrorShown: { errorCode: string };
  Retried: object;
  FileChosen: { fileType: string };
  FileRejected: { fileType: string; fault: (typeof fileFaults)[number] };
  TokenRenewed: object;
}

export type LoggedEventName = keyof LoggedEventFields;

type Named<Fields> = { [Name in keyof Fields]: { name: Name } & Fields[Name] }[keyof Fields];

/**
 * An event for the page's `onEvent`, in the form in which the widget's chart reports it: with its name and its own
 * fields, but without an id, sequence, time or screen.
 */
export type LoggedEvent = Named<LoggedEventFields>;

/** Where the user was when an event happened. Both fields contain names of UI events. */
export interface EventPlace {
  /** The screen that was opened last. Null before the first one. */
  screen: UIEventName | null;
  previousScreen: UIEventName | null;
}

/** Why a file cannot be uploaded. */
export const fileFaults = [
  'TOO_LARGE',
  'EMPTY',
  'GONE',
  'FORMAT',
  'TOO_MANY',
  'TOO_LARGE_TOGETHER',
  'TOO_LARGE_AS_JPG',
  'TOO_MUCH',
  'LOCKED',
  'DAMAGED',
  'TOO_SLOW',
] as const;

interface CallbackEventFields {
  /** A callback of the page is called for this event. */
  CallbackCalled: { callback: CallbackName; arguments: CallbackArguments[CallbackName] };
  /** An earlier page missed this callback, so it is called now. It keeps its event id, session id and sequence. */
  CallbackReplayed: { callback: CallbackName; arguments: CallbackArguments[CallbackName] };
  /** The widget has closed. `onClose` is called for this event. */
  Closed: { reason: CloseReason };
}

/** The argument of `onEvent`: one event of a session. The events come in the order of the log. */
export type WidgetEvent = (LoggedEvent | Named<CallbackEventFields>) &
  EventPlace & {
    id: string;
    sessionId: string;
    /** The number of the event in the session's log. Null if the log has not numbered it. */
    sequence: number | null;
    at: string;
  };

export const loggedEventNames = [
  'ConsentGiven',
  'ConsentDeclined',
  'ProvidersSearched',
  'ProviderChosen',
  'CredentialsSent',
  'CodeRequested',
  'CodeSent',
  'CodeResent',
  'CodeRejected',
  'SignInWindowOpened',
  'SignInWindowClosed',
  'SignInWindowBlocked',
  'ErrorShown',
  'Retried',
  'FileChosen',
  'FileRejected',
  'TokenRenewed',
] as const satisfies LoggedEventName[];
