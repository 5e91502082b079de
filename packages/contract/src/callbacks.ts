import type { AccountErrorCode } from './account-statuses.ts';
import type { Mode } from './modes.ts';
import type { Upload } from './resources/upload.ts';
import type { UIEventName } from './screens.ts';
import type { EventPlace, LoggedEvent } from './widget-events.ts';

/**
 * The fields that identify the event of a callback. They are part of the callback's argument. `onTokenExpired` gets
 * them as a second argument, and `onEvent` has its own `id` instead.
 */
export interface EventReference {
  /** In the form `et-...`. The body that webhooks receive for this event has the same `id`. */
  eventId: string;
  /** In the form `ws-...`, as in the header `webhook-session`. Empty if the widget had no session. */
  sessionId: string;
  /**
   * The number of this callback in its session, from 1 and without gaps. Null if the page got the callback before the
   * server had assigned a number.
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

/** `reason` is always present. The other fields are absent if the widget's iframe did not respond or was removed. */
export interface CloseDetails {
  reason: CloseReason;
  /** The last UI event, which says at which screen the user was. Null if there was none. */
  screen?: UIEventName | null;
  /** The error with which linking failed, if the last screen showed it. */
  errorCode?: AccountErrorCode | null;
  /** The time between opening and closing, in ms. */
  duration?: number;
}

/** The fields of an archive that a callback contains. */
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

/** The fields of each callback's argument, without those of {@link EventReference}. */
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
 * The names of the records in a session's log. `onEvent` records an event that has no other callback. It is recorded
 * only if the page has set `onEvent`.
 */
export const recordNames = [...callbackNames, 'onEvent'] as const;
export type RecordName = (typeof recordNames)[number];

export interface RecordArguments extends CallbackArguments {
  onEvent: LoggedEvent & EventPlace;
}

/** A record of a session's log, as the server returns it and the frame forwards it to the page. */
export type CallbackRecord = {
  [Name in RecordName]: EventReference & { name: Name; arguments: RecordArguments[Name]; at: string };
}[RecordName];
