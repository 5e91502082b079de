import type { AccountErrorCode, ConnectionStatus } from './account-statuses.ts';
import type { CallbackArguments, CallbackRecord, CloseDetails, UploadReference } from './callbacks.ts';
import type { WidgetOptions } from './host-messages.ts';
import type { Mode } from './modes.ts';

/*
 * What the frame asks of the server: JSON under `/widget/api`, with `Authorization: Bearer <sessionToken>` except
 * where a session is opened. Answers use the REST envelope `{ code, message, requestId, data }`; the types below
 * are `data`. Errors are rows of `errorTable`; 401 INVALID_TOKEN means the session is over: tell `onTokenExpired`.
 *
 *   POST   /widget/api/sessions               OpenSession        -> Session
 *   POST   /widget/api/sessions/renew         RenewSession       -> Session      (same sessionId, new sessionToken)
 *   POST   /widget/api/sessions/close         CloseSession       -> null         (also by keepalive fetch on unload)
 *   POST   /widget/api/events                 { events: FrameEvent[] } -> null   callbacks that began in the frame
 *   POST   /widget/api/acknowledgements       { eventIds }       -> null
 *   POST   /widget/api/consents               { templateId? }    -> null
 *   GET    /widget/api/providers?search=&type=                   -> { items: WidgetProvider[] }
 *   GET    /widget/api/sources                                   -> Sources
 *   POST   /widget/api/accounts               StartAccount       -> AccountProgress
 *   GET    /widget/api/accounts/:id?after=V   (waits up to 20 s for version > V) -> AccountProgress
 *   POST   /widget/api/accounts/:id/answer    { challengeId, answer } -> AccountProgress
 *   POST   /widget/api/accounts/:id/challenge { challengeId } -> AccountProgress  (a new code, with its whole time)
 *   POST   /widget/api/accounts/:id/revoke                       -> AccountProgress
 *   POST   /widget/api/employers              EmployerSurvey     -> null
 *   GET    /widget/api/fileTypes                                 -> { items: WidgetFileType[] }
 *   POST   /widget/api/archives               multipart: fileType, file (1..n) -> ArchiveProgress
 *   GET    /widget/api/archives/:id?after=V   (waits up to 20 s) -> ArchiveProgress
 *   POST   /widget/api/archives/:id/revoke                       -> ArchiveProgress
 *
 * `renew`, `close`, `events` and `acknowledgements` are called with the token that the session has, also when its time
 * is over: the last words of a page that closes arrive in any order.
 *
 * Every answer that an event was caused by carries it in `callbacks`: those that came with a version beyond the one
 * the frame says it has (`after`), or with this very request. An answer that was lost on the way can so be asked for
 * again; the frame drops a callback whose `eventId` it has had. It passes them to the host at the moment its screen
 * says, and acknowledges them when the host did.
 */

export interface OpenSession {
  userToken: string;
  /** `location.origin` of the embedding page; must be registered when the tenant registered any. */
  hostOrigin: string;
  options: Omit<WidgetOptions, 'userToken'>;
}

export interface Session {
  sessionId: string;
  sessionToken: string;
  /** `YYYY-MM-DDTHH:mm:ssZ` */
  expiresAt: string;
  mode: Mode;
  userId: string;
  companyName: string;
  companyLogoUrl: string | null;
  /** Null when the user consented before, or the integration skips the page. */
  consent: { templateId: string | null; title: string; text: string; version: string } | null;
  /** After template and page were merged. */
  options: {
    providers: string[];
    topProviders: string[];
    enableUpload: boolean;
    enableSearchBar: boolean;
    enableTypeBar: boolean;
  };
  /** Callbacks that an earlier session's page never acknowledged, `replayed: true`. */
  callbacks: CallbackRecord[];
}

export interface RenewSession {
  /** A new link token of the same user. */
  userToken: string;
}

/** A callback that began in the frame. `onClose` is told by closing the session. */
export type FrameEvent = {
  [Name in 'onUIEvent' | 'onTokenExpired']: {
    eventId: string;
    name: Name;
    arguments: CallbackArguments[Name];
    /** By the user's clock, `2026-04-21T09:30:00.125Z`. */
    at: string;
  };
}['onUIEvent' | 'onTokenExpired'];

export interface CloseSession extends CloseDetails {
  /** The `onClose` event's id, made in the frame; null when the page went away and could be told nothing. */
  eventId: string | null;
}

export type LoginField = 'username' | 'email' | 'phone' | 'password' | 'ssn';

/** One way to sign in at a provider; the first of a provider's list is the one its login page shows. */
export type LoginOption =
  | { kind: 'FORM'; id: string; label: string; fields: { name: LoginField; label: string }[] }
  /** The provider's own sign-in page, in a popup. */
  | { kind: 'REDIRECT'; id: string; label: string };

export interface WidgetProvider {
  id: string;
  name: string;
  longName: string;
  logoUrl: string;
  type: string;
  typeLabel: string;
  subTypeLabel: string;
  /** False: no direct connection; the way on is the employer survey, then documents. */
  accountConnection: boolean;
  loginOptions: LoginOption[];
}

/** In characters; also of an answer to a challenge. */
export const loginFieldMaxLength = 500;

export interface StartAccount {
  providerId: string;
  loginOptionId: string;
  /** Empty for a redirect. */
  fields: Partial<Record<LoginField, string>>;
}

export type Challenge = { challengeId: string; prompt: string; expiresAt: string } & (
  | { kind: 'CODE'; length: number; sentTo: string }
  | { kind: 'CHOICE'; choices: { id: string; label: string }[] }
  | { kind: 'QUESTION' }
);

export interface AccountProgress {
  accountId: string;
  providerId: string;
  status: ConnectionStatus;
  /** Grows with every change. */
  version: number;
  challenge: Challenge | null;
  /** Where the popup goes, until the provider's page answered. */
  redirectUrl: string | null;
  errorCode: AccountErrorCode | null;
  errorMessage: string | null;
  loginName: string | null;
  connectedAt: string | null;
  callbacks: CallbackRecord[];
}

export interface WidgetFileType {
  type: string;
  typeLabel: string;
  logoUrl: string;
  /** Analysed after upload; otherwise stored as it is. */
  ocr: boolean;
}

export interface ArchiveProgress {
  archive: UploadReference;
  version: number;
  callbacks: CallbackRecord[];
}

/** What this user has linked and uploaded before. */
export interface Sources {
  accounts: Omit<AccountProgress, 'callbacks'>[];
  archives: Omit<ArchiveProgress, 'callbacks'>[];
}

export interface EmployerSurvey {
  employerName: string;
  city: string;
  payPeriod: string;
}

/** The most events of the frame in one request: so many of the longest fit into 64 KB. */
export const mostFrameEvents = 50;

/** Uploads larger than this are refused. */
export const maximumUploadBytes = 15 * 1024 * 1024;
export const uploadFormats = ['PNG', 'PDF', 'JPG', 'JPEG', 'TIFF'] as const;
