import type { AccountErrorCode } from './account-statuses.ts';
import type { Mode } from './modes.ts';
import type { Upload } from './resources/upload.ts';
import type { UIEventName } from './screens.ts';
import type { EventPlace, LoggedEvent } from './widget-events.ts';

/**
 * Fields that every callback's argument has in addition to the contract's. They identify the event that a webhook
 * delivers.
 */
export interface EventReference {
  /** In the form `et-...`. If a webhook receives the event too, it equals the `id` of the webhook's body. */
  eventId: string;
  /** In the form `ws-...`. It equals the header `webhook-session` of the delivery. */
  sessionId: string;
  /**
   * The number of this callback in its session, from 1 and without gaps. The log assigns it, and the page, the API and a
   * replay have the same number. Null if the log could not be reached before the callback had to be called.
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
 * Why the widget was closed. `reason` is the contract's. The other fields show where the user was, and are absent if
 * no screen was shown.
 */
export interface CloseDetails {
  reason: CloseReason;
  /** The screen that was shown last. */
  screen?: UIEventName | null;
  /** Why linking failed, if the error page was the last screen. */
  errorCode?: AccountErrorCode | null;
  /** The time between opening and closing, in ms. */
  duration?: number;
}

/** One upload, with fields of the archive resource. */
export type UploadReference = Pick<Upload, 'id' | 'type' | 'state' | 'rawFiles'>;

export interface UIEvent {
  eventName: UIEventName;
  /** In the form `YYYY-MM-DDTHH:mm:ssZ`. */
  eventTime: string;
  mode: Mode;
  userId: string;
  account: { providerId?: string; accountId?: string };
  archive: { fileType?: string };
}

/** The argument of each callback, as in the contract. `onTokenExpired` has none. */
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

/** The names of what a session's log holds: the callbacks, and the events of a page that has `onEvent`. */
export const recordNames = [...callbackNames, 'onEvent'] as const;
export type RecordName = (typeof recordNames)[number];

export interface RecordArguments extends CallbackArguments {
  onEvent: LoggedEvent & EventPlace;
}

/** A callback in the form in which the log stores it and the frame forwards it. */
export type CallbackRecord = {
  [Name in RecordName]: EventReference & { name: Name; arguments: RecordArguments[Name]; at: string };
}[RecordName];
