import type { AccountErrorCode } from './account-statuses.ts';
import type { Mode } from './modes.ts';
import type { Upload } from './resources/upload.ts';
import type { UIEventName } from './screens.ts';

/** What every callback's argument carries beyond the contract: the same event that the webhook delivers. */
export interface EventReference {
  /** `et-...`, equal to the webhook body's `id` where a webhook exists for it. */
  eventId: string;
  /** `ws-...`, equal to the delivery's `webhook-session` header. */
  sessionId: string;
  /** The place of this callback in its session, from 1. */
  sequence: number;
  /** True when an earlier page never acknowledged this callback and it is told again. */
  replayed: boolean;
}

export interface AccountReference {
  accountId: string;
  userId: string;
  providerId: string;
}

export type CloseReason = 'close' | 'exit' | 'error';

/** `reason` is the contract's; the rest says where the user was. Absent when no screen was ever shown. */
export interface CloseDetails {
  reason: CloseReason;
  /** The screen that was shown last. */
  screen?: UIEventName | null;
  /** Why linking had failed, when the widget was left on its error page. */
  errorCode?: AccountErrorCode | null;
  /** From opening to closing, in ms. */
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

/** What the contract says each callback is told. `onTokenExpired` is told nothing. */
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

/** One callback as the log keeps it and the frame passes it on. */
export type CallbackRecord = {
  [Name in CallbackName]: EventReference & { name: Name; arguments: CallbackArguments[Name]; at: string };
}[CallbackName];
