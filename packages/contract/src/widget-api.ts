import type { AccountErrorCode, ConnectionStatus } from './account-statuses.ts';
import type { ClassifiedFileType } from './archive-states.ts';
import type { CallbackRecord, CloseDetails, RecordArguments, UploadReference } from './callbacks.ts';
import type { ConsentDataType } from './consent-data-types.ts';
import type { WidgetOptions } from './host-messages.ts';
import type { Language } from './languages.ts';
import type { Mode } from './modes.ts';
import type { ProviderSubType, ProviderType } from './provider-types.ts';
import type { UnreadableReason } from './resources/archive-reading.ts';
import type { WidgetTheme } from './widget-theme.ts';

/*
 * The frame's requests to the server, with `Authorization: Bearer <sessionToken>` once a session is open. The types
 * below are those of `data` in the REST envelope. After 401 INVALID_TOKEN, the page's `onTokenExpired` is called.
 *
 *   POST   /widget/api/sessions               OpenSession        -> Session
 *   POST   /widget/api/sessions/renew         RenewSession       -> Session      (the same session and token)
 *   POST   /widget/api/sessions/language      ChooseLanguage     -> { consent }  (the text in that language)
 *   POST   /widget/api/sessions/close         CloseSession       -> LogTail      (also by keepalive fetch on unload)
 *   POST   /widget/api/sessions/heartbeat     Heartbeat          -> null         (every 15 s, and if `visible` changes)
 *   POST   /widget/api/events                 { events: FrameEvent[] } -> { sequences: number[] }
 *   GET    /widget/api/callbacks?after=N                         -> LogTail
 *   GET    /widget/api/callbacks/missed?sessionId=&sequence=     -> LogTail      (more of `Session.callbacks`)
 *   POST   /widget/api/acknowledgements       { eventIds }       -> null
 *   POST   /widget/api/consents               GiveConsent        -> null
 *   GET    /widget/api/providers?search=&type=                   -> { items: WidgetProvider[] }
 *   GET    /widget/api/sources                                   -> Sources
 *   POST   /widget/api/accounts               StartAccount       -> AccountProgress
 *   GET    /widget/api/accounts/:id?after=V   (waits up to 20 s for version > V) -> AccountProgress
 *   POST   /widget/api/accounts/:id/answer    { challengeId, answer } -> AccountProgress
 *   POST   /widget/api/accounts/:id/challenge { challengeId } -> AccountProgress  (a new code, with its full lifetime)
 *   POST   /widget/api/accounts/:id/stop      { after }          -> AccountProgress  (CONNECTED if already connected)
 *   POST   /widget/api/accounts/:id/revoke                       -> AccountProgress
 *   POST   /widget/api/employers              EmployerSurvey     -> null
 *   GET    /widget/api/fileTypes                                 -> { items: WidgetFileType[] }
 *   POST   /widget/api/archives               multipart: fileType, file (1..n) -> ArchiveProgress
 *   GET    /widget/api/archives/:id?after=V   (waits up to 20 s) -> ArchiveProgress
 *   POST   /widget/api/archives/:id/revoke                       -> ArchiveProgress
 *
 * `renew`, `close`, `heartbeat`, `events`, `callbacks` and `acknowledgements` accept an expired token, because they
 * continue a session or are the last requests of a page. They may arrive in any order, even after the session's end.
 *
 * The server numbers a callback before the frame forwards it to the page. If no response arrives in time,
 * `onTokenExpired` and the callbacks of a closing widget are forwarded without a number. An event that is sent again
 * keeps its first number.
 *
 * Responses contain the callbacks of the events that the request has caused. For an account or archive, they contain
 * all callbacks after the version `after`, so the frame can request a lost response again.
 *
 * The frame draws the next screen before it forwards the callbacks. It drops a callback whose `eventId` it already has.
 */

export interface OpenSession {
  userToken: string;
  /**
   * The origin of the embedding page, as the browser reports it. If origins are registered, it must match one of them
   * or be the server's own.
   */
  hostOrigin: string;
  /** The language that the frame shows. Derived from `options.locale` by default. */
  language?: Language;
  options: Omit<WidgetOptions, 'userToken'>;
  /** The code in the URL after a return from a provider. It resumes the session, even if the link token was used. */
  returnCode?: string;
}

export interface Session {
  sessionId: string;
  sessionToken: string;
  /** When `sessionToken` expires: `YYYY-MM-DDTHH:mm:ssZ`. */
  expiresAt: string;
  mode: Mode;
  userId: string;
  companyName: string;
  companyLogoUrl: string | null;
  theme: WidgetTheme;
  /** Null if the user has already consented, or if the integration skips the consent page. */
  consent: ConsentPage | null;
  /** The language that the user has chosen, or else the language with which the session was opened. */
  language: Language;
  /** The template's options, overridden by those of the page. */
  options: {
    providers: string[];
    topProviders: string[];
    enableUpload: boolean;
    enableSearchBar: boolean;
    enableTypeBar: boolean;
    /** The address to which a provider returns the user. Null for the host page. */
    returnUrl: string | null;
  };
  /** The last account whose linking began in this session. Null if the session was not resumed. */
  resumedAccount: AccountProgress | null;
  /** For the page's developer, about ignored options. The frame writes them to the console. */
  warnings: string[];
  /**
   * Callbacks that earlier pages missed, with `replayed: true`. If there are {@link mostMissedCallbacks}, the frame
   * requests more. The list is empty after a renewal.
   */
  callbacks: CallbackRecord[];
  /** The number of the session's last callback. 0 for a new session. */
  sequence: number;
}

/** What the user is asked to agree to. */
export interface ConsentPage {
  templateId: string | null;
  title: string;
  text: string;
  version: string;
  /** Null if the tenant's consent template names no language. */
  language: string | null;
  /** If absent, the title has the language of the text. Earlier versions of the server do not send it. */
  titleLanguage?: string | null;
  /** Identifies the wording. */
  digest: string;
  dataTypes: ConsentDataType[];
  /** For how many days the data is kept. */
  days: number;
  privacyUrl: string | null;
}

export interface GiveConsent {
  templateId?: string | null;
  /** The digest of the wording that the user read. */
  digest?: string;
}

export interface RenewSession {
  userToken: string;
}

export interface ChooseLanguage {
  language: Language;
}

/**
 * A callback that the frame caused. `onClose` is not such a callback, because the request that closes the session
 * causes it.
 */
export type FrameEvent = {
  [Name in FrameEventName]: {
    eventId: string;
    name: Name;
    arguments: RecordArguments[Name];
    /** The time of the user's clock, `2026-04-21T09:30:00.125Z`. */
    at: string;
  };
}[FrameEventName];

export type FrameEventName = 'onUIEvent' | 'onTokenExpired' | 'onEvent';

export interface CloseSession extends CloseDetails {
  /** Whether the page is still open. If so, `onClose` is recorded, with the event id of USER_SESSION_COMPLETED. */
  callsPage?: boolean;
  /** The events that the log has not confirmed yet. */
  events?: FrameEvent[];
  /** The response contains the callbacks after this sequence. Without `after`, it contains none. */
  after?: number;
}

/**
 * The callbacks after the last one that the frame has. Callbacks that earlier pages missed come from other sessions, so
 * the request for them also names a session.
 */
export interface LogTail {
  callbacks: CallbackRecord[];
}

/** In ms. */
export const heartbeatMs = 15_000;

export interface Heartbeat {
  /** On a hidden page, the browser may stop all timers, so heartbeats may be missing. */
  visible: boolean;
}

/** The fields of a login form, in order. The login name is the first value that was sent and is not the password. */
export const loginFields = ['username', 'email', 'phone', 'ssn', 'password'] as const;
export type LoginField = (typeof loginFields)[number];

/** A way to sign in at a provider. The login screen shows the first. The widget names it in the user's language. */
export type LoginOption =
  | { kind: 'FORM'; id: string; fields: LoginField[] }
  /** The provider's own page, in a popup or in the same tab. */
  | { kind: 'REDIRECT'; id: string };

export interface WidgetProvider {
  id: string;
  name: string;
  longName: string;
  logoUrl: string;
  /** The main colour of the logo, as `#rrggbb`. The provider's screens are tinted with it. */
  colour: string;
  type: ProviderType;
  subType: ProviderSubType;
  /**
   * Whether users can link an account. If not, the user gets the employer survey and then, with `enableUpload`, the
   * upload of documents.
   */
  accountConnection: boolean;
  loginOptions: LoginOption[];
}

/** The maximum length of a field of a login form, and of an answer to a challenge. */
export const loginFieldMaxLength = 500;

export interface StartAccount {
  providerId: string;
  loginOptionId: string;
  /** What the user has typed. Empty for a redirect. */
  fields: Partial<Record<LoginField, string>>;
  /** The URL of the host page, if the user may leave the page to sign in and come back. */
  pageUrl?: string;
  /** In the form `et-...`. An attempt whose response was lost is sent again with the same id, and begins only once. */
  attempt?: string;
}

/** Where a provider can send a code. */
export type CodeChannel = 'SMS' | 'EMAIL';

/**
 * What a provider requires after the password. The widget writes the text, except for a provider's own question.
 * `sentTo` is masked.
 */
export type ChallengeWording = { /** Whether the last answer was wrong. */ isRepeated: boolean } & (
  | { kind: 'CODE'; length: number; sentTo: string }
  | { kind: 'CHOICE'; choices: { id: string; channel: CodeChannel; sentTo: string }[] }
  | { kind: 'QUESTION'; question: Question }
);
export type Challenge = { challengeId: string; expiresAt: string } & ChallengeWording;

/** A question that the widget knows, or one in the provider's own words. */
export type Question = { name: 'FIRST_SCHOOL' } | { name: 'OTHER'; text: string; language: string };

export interface AccountProgress {
  accountId: string;
  providerId: string;
  status: ConnectionStatus;
  /** The version of this progress. Every change increases it. */
  version: number;
  challenge: Challenge | null;
  /**
   * The provider's sign-in page, for a popup or the same tab. Null if there is none, or if the user is already back.
   */
  redirectUrl: string | null;
  errorCode: AccountErrorCode | null;
  errorMessage: string | null;
  loginName: string | null;
  connectedAt: string | null;
  callbacks: CallbackRecord[];
}

export interface WidgetFileType {
  type: ClassifiedFileType;
  logoUrl: string;
  /** Whether files of this type are analysed. Files of other types are only stored. */
  ocr: boolean;
}

/** A page that was not completely read. `file` is the index of its file, from 0. `page` counts from 1. */
export interface UnreadablePage {
  file: number;
  page: number;
  reason: UnreadableReason;
}

export interface ArchiveProgress {
  archive: UploadReference;
  /** The version of this progress. Every change, and every page that is read, increases it. */
  version: number;
  /** How many of the pages have been read. Null if the number is unknown, or once reading has ended. */
  reading: { read: number; of: number } | null;
  /** The pages that were not completely read. After a successful analysis, only those that may lack values. */
  unreadable: UnreadablePage[];
  callbacks: CallbackRecord[];
}

/** All accounts and archives of the user, even those that are not connected or were revoked. */
export interface Sources {
  accounts: Omit<AccountProgress, 'callbacks'>[];
  archives: Omit<ArchiveProgress, 'callbacks'>[];
}

export interface EmployerSurvey {
  employerName: string;
  city: string;
  payPeriod: string;
}

/** The maximum number of callbacks in a {@link LogTail}. If there are more, the frame sends further requests. */
export const mostTailCallbacks = 200;

/** In one response. */
export const mostMissedCallbacks = 200;

/** The maximum number of events in one request. If all have their maximum size, they still fit into 64 KB. */
export const mostFrameEvents = 50;

/** The maximum number of top providers in one request. A session uses only the first ten. */
export const mostTopProviders = 100;

/** For one file, in bytes. */
export const maximumUploadBytes = 15 * 1024 * 1024;
/** In one upload. */
export const maximumUploadFiles = 20;
/** In bytes. */
export const maximumUploadRequestBytes = 64 * 1024 * 1024;
/**
 * The maximum size of all files of one upload, in bytes. The rest of the request is for file names and the other parts
 * of the form.
 */
export const maximumUploadTotalBytes = maximumUploadRequestBytes - 64 * 1024;
export const uploadExtensions = ['PDF', 'PNG', 'JPG', 'JPEG', 'TIF', 'TIFF', 'HEIC', 'HEIF'] as const;
