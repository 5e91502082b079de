import type { AccountErrorCode } from './account-statuses.ts';
import type { Mode } from './modes.ts';
import type { Upload } from './resources/upload.ts';
import type { UIEventName } from './screens.ts';

/** Fields of every callback's argument in addition to the contract's. They identify the event that a webhook delivers. */
export interface EventReference {
  /** `et-...`. It equals the `id` of the webhook's body, if the event has a webhook. */
  eventId: string;
  /** `ws-...`. It equals the delivery's `webhook-session` header. */
  sessionId: string;
  /** The place of this callback in its session, from 1. */
  sequence: number;
  /** True when the callback is repeated because an earlier page did not acknowledge it. */
  replayed: boolean;
}

export interface AccountReference {
  accountId: string;
  userId: string;
  providerId: string;
}

export type CloseReason = 'close' | 'exit' | 'error';

/** `reason` is the contract's. The other fields say where the user was; they are absent when no screen was shown. */
export interface CloseDetails {
  reason: CloseReason;
  /** The screen that was shown last. */
  screen?: UIEventName | null;
  /** Why linking had failed, if the error page was shown last. */
  errorCode?: AccountErrorCode | null;
  /** The time from opening to closing, in ms. */
  duration?: number;
}

/** One upload, in the shape of the archive resource. */
export type UploadReference = Pick<Upload, 'id' | 'type' | 'state' | 'rawFiles'>;

export interface UIEvent {
  eventName: UIEventName;
  /** `YYYY-MM-DDTHH:mm:ssZ` */
  eventTime: string;
  mode: Mode;
  userId: string;
  account: { providerId?: string; accountId?: string };
  archive: { fileType?: string };
}

/** The argument of each callback, as the contract has it. `onTokenExpired` has none. */
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

/** One callback as it is stored in the log and forwarded by the frame. */
export type CallbackRecord = {
  [Name in CallbackName]: EventReference & { name: Name; arguments: CallbackArguments[Name]; at: string };
}[CallbackName];
