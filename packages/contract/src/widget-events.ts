import type { CallbackArguments, CallbackName, CloseReason } from './callbacks.ts';
import type { UIEventName } from './screens.ts';

/** The events that only `onEvent` reports. They must contain no secret and nothing that a user has typed. */
export interface LoggedEventFields {
  ConsentGiven: object;
  ConsentDeclined: object;
  /** The event must not contain the search text. */
  ProvidersSearched: { resultCount: number };
  ProviderChosen: { providerId: string };
  CredentialsSent: { providerId: string };
  CodeRequested: { providerId: string };
  CodeSent: { providerId: string };
  CodeResent: { providerId: string };
  /** The provider has refused the code and asks again. */
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

/** An event as the widget's chart reports it, without an id, sequence, time or screen. */
export type LoggedEvent = Named<LoggedEventFields>;

/** Where the user was when an event happened, as names of UI events. */
export interface EventPlace {
  /** Null before the first screen. */
  screen: UIEventName | null;
  previousScreen: UIEventName | null;
}

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
  /** The page's callback is called. */
  CallbackCalled: { callback: CallbackName; arguments: CallbackArguments[CallbackName] };
  /** An earlier page missed this callback. It keeps its event id, session id and sequence. */
  CallbackReplayed: { callback: CallbackName; arguments: CallbackArguments[CallbackName] };
  /** The widget has closed. The page's `onClose` is called. */
  Closed: { reason: CloseReason };
}

/** The argument of `onEvent`: one event of a session. The events come in the order of the log. */
export type WidgetEvent = (LoggedEvent | Named<CallbackEventFields>) &
  EventPlace & {
    id: string;
    sessionId: string;
    /** The event's number in the session's log. Null if the server has not assigned a number yet. */
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
