import type { AccountErrorCode } from './account-statuses.ts';
import type { Mode } from './modes.ts';
import type { Upload } from './resources/upload.ts';
import type { UIEventName } from './screens.ts';
import type { EventPlace, LoggedEvent } from './widget-events.ts';

/**
 * The fields that identify the event of a callback. Most callbacks get them in their only argument, together with the
 * fields in {@link CallbackArguments}. `onTokenExpired` gets them as its second argument. `onEvent` does not get them,
 * because its argument has an `id` and other fields of its own.
 */
export interface EventReference {
  /**
   * The id of the event, in the form `et-...`. If webhooks also receive the event, the body that they receive has the
   * same `id`.
   */
  eventId: string;
  /**
   * The id of the session, in the form `ws-...`. The header `webhook-session` of a delivery contains the same id. Empty
   * if no session could be opened, or if the widget was closed before it knew its session.
   */
  sessionId: string;
  /**
   * The number of this callback in its session, from 1 and without gaps. The log assigns the number, so it is the same
   * on the page, in the API and in a replay. Null if the log had not assigned a number when the page got the callback.
   */
  sequence: number | null;
  /** True if the callback is repeated because an earlier page did not acknowledge it. */
  replayed: boolean;
}

export interface AccountReference {
  accountId: string;
  userId: string;
  providerId: string;
}

export type CloseReason = 'close' | 'exit' | 'error';

/**
 * Why the widget was closed. Only `reason` is always present. The other fields are absent if the frame never
 * started or did not respond, or if the page had removed the widget.
 */
export interface CloseDetails {
  reason: CloseReason;
  /** The name of the last UI event, which says at which screen the user was. Null if there was none. */
  screen?: UIEventName | null;
  /** The error with which linking failed, if the last screen showed it. Otherwise null or absent. */
  errorCode?: AccountErrorCode | null;
  /** The time between opening and closing, in ms. */
  duration?: number;
}

/** One upload: the fields of its archive that a callback contains. */
export type UploadReference = Pick<Upload, 'id' | 'type' | 'state' | 'rawFiles'>;

export interface UIEvent {
  eventName: UIEventName;
  /** When the screen was opened, in the form `YYYY-MM-DDTHH:mm:ssZ`. */
  eventTime: string;
  mode: Mode;
  userId: string;
  account: { providerId?: string; accountId?: string };
  archive: { fileType?: string };
}

/**
 * The fields of each callback's argument, without those of {@link EventReference}. `onTokenExpired` has no fields
 * of its own.
 */
export interface CallbackArguments {
  onAccountCreated: AccountReference;
  onAccountConnected: AccountReference;
  onAccountRemoved: AccountReference;
  onAccountError: AccountReference & { errorCode: AccountErrorCode };
  onTokenExpired: undefined;
  onClose: CloseDetails;
  onUploadsCreated: { uploads: UploadReference[]; userId: string };
  onUploadsRemoved: { uploads: UploadReference[]; userId: string };
  onUIEvent: UIEvent;
}

export const callbackNames = [
  'onAccountCreated',
  'onAccountConnected',
  'onAccountRemoved',
  'onAccountError',
  'onTokenExpired',
  'onClose',
  'onUploadsCreated',
  'onUploadsRemoved',
  'onUIEvent',
] as const satisfies (keyof CallbackArguments)[];

export type CallbackName = (typeof callbackNames)[number];

/**
 * The names that the records of a session's log can have. A record named `onEvent` is an event for which there
 * is no other callback. Such events are recorded only if the page has `onEvent`.
 */
export const recordNames = [...callbackNames, 'onEvent'] as const;
export type RecordName = (typeof recordNames)[number];

export interface RecordArguments extends CallbackArguments {
  onEvent: LoggedEvent & EventPlace;
}

/** One record of a session's log, in the form in which the server returns it and the frame forwards it to the page. */
export type CallbackRecord = {
  [Name in RecordName]: EventReference & { name: Name; arguments: RecordArguments[Name]; at: string };
}[RecordName];
