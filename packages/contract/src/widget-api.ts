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
 * The requests that the frame sends to the server: JSON under `/widget/api`. All except the one that opens a session
 * have the header `Authorization: Bearer <sessionToken>`. Responses use the REST envelope `{ code, message, requestId,
 * data }`. The types below are those of `data`. Errors are rows of `errorTable`. 401 INVALID_TOKEN means that the token
 * has expired or that the session has ended. The page's `onTokenExpired` is then called.
 *
 *   POST   /widget/api/sessions               OpenSession        -> Session
 *   POST   /widget/api/sessions/renew         RenewSession       -> Session      (same sessionId, new sessionToken)
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
 * `renew`, `close`, `heartbeat`, `events`, `callbacks` and `acknowledgements` accept the session's token even after the
 * token has expired. `renew` needs this to continue the session. The others may be the last requests of a page that is
 * being closed. Such requests may arrive late and in any order, for example after the session has ended.
 *
 * The log numbers the callbacks of a session. A callback that the frame causes is sent to the log first. Then it is
 * forwarded to the page with the number from the response. If no response arrives in time, `onTokenExpired` and the
 * callbacks of a closing widget are forwarded without a number. An event that is sent again keeps its first number.
 *
 * A request can cause events. The field `callbacks` of its response contains the callbacks of these events. In a
 * request about an account or archive, `after` is the version that the frame has. The response contains the callbacks
 * of all later versions, so the frame can request a lost response again.
 *
 * When a response arrives, the frame first draws the screen that follows from it. Then it forwards the callbacks to the
 * host page, but drops a callback whose `eventId` it already has. When the host page has acknowledged a callback, the
 * frame acknowledges it to the server.
 */

export interface OpenSession {
  userToken: string;
  /**
   * The origin of the embedding page, as the browser reports it. If the tenant has registered origins, this origin
   * must match one of them, or be the server's own.
   */
  hostOrigin: string;
  /** The language that the frame shows. By default, the server derives it from `options.locale`. */
  language?: Language;
  options: Omit<WidgetOptions, 'userToken'>;
  /**
   * The code that was added to the page's URL when the user came back from a provider in the same tab. With this code,
   * the user's session is resumed even if the link token was already used.
   */
  returnCode?: string;
}

export interface Session {
  sessionId: string;
  sessionToken: string;
  /** When `sessionToken` expires, in the form `YYYY-MM-DDTHH:mm:ssZ`. */
  expiresAt: string;
  mode: Mode;
  userId: string;
  companyName: string;
  companyLogoUrl: string | null;
  theme: WidgetTheme;
  /** The consent page. Null if the user has already consented, or if the integration skips the page. */
  consent: ConsentPage | null;
  /**
   * The language that the user has chosen in this session. Before the user has chosen one, the language with which the
   * session was opened.
   */
  language: Language;
  /** The options of the template, overridden by the options of the page. */
  options: {
    providers: string[];
    topProviders: string[];
    enableUpload: boolean;
    enableSearchBar: boolean;
    enableTypeBar: boolean;
    /** The URL to which the user comes back from a provider. If null, the user comes back to the host page. */
    returnUrl: string | null;
  };
  /**
   * If the widget was opened to resume a session: the last account whose linking began in that session. Otherwise null.
   */
  resumedAccount: AccountProgress | null;
  /** Messages to the page's developer about options that were ignored. The frame writes them to the console. */
  warnings: string[];
  /**
   * Missed callbacks about the user's accounts and uploads, each with `replayed: true`. No page with this origin and
   * company name has acknowledged them. Callbacks that are too old to be forwarded again are left out. If the list has
   * {@link mostMissedCallbacks} entries, the frame requests the next ones. If the session was renewed, the list is
   * empty.
   */
  callbacks: CallbackRecord[];
  /** The number of the last callback in the session's log. It is 0 for a new session. */
  sequence: number;
}

/** What the user is asked to agree to. */
export interface ConsentPage {
  templateId: string | null;
  title: string;
  text: string;
  version: string;
  /** The language of the text. Null if the tenant's consent template names no language. */
  language: string | null;
  /** Identifies the wording of the consent page. */
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
  /** A new link token of the same user. */
  userToken: string;
}

export interface ChooseLanguage {
  language: Language;
}

/**
 * A callback that the frame caused. `onClose` is not such a callback: it is caused by the request that closes the
 * session.
 */
export type FrameEvent = {
  [Name in FrameEventName]: {
    eventId: string;
    name: Name;
    arguments: RecordArguments[Name];
    /** The time on the user's clock, such as `2026-04-21T09:30:00.125Z`. */
    at: string;
  };
}[FrameEventName];

export type FrameEventName = 'onUIEvent' | 'onTokenExpired' | 'onEvent';

export interface CloseSession extends CloseDetails {
  /**
   * True if the page is still open. If so, the callback `onClose` is recorded for the page, with the event id
   * of USER_SESSION_COMPLETED.
   */
  callsPage?: boolean;
  /** The events that the log has not confirmed yet. They are recorded before the session ends. */
  events?: FrameEvent[];
  /** The response contains the callbacks whose sequence is higher than `after`. Without `after`, it contains none. */
  after?: number;
}

/**
 * The next callbacks, in order. The request names the last callback that the frame has, and the response contains the
 * callbacks after it. Most requests name a callback by its sequence. A request for missed callbacks names it by session
 * and sequence, because missed callbacks come from earlier sessions.
 */
export interface LogTail {
  callbacks: CallbackRecord[];
}

/** The interval of heartbeats, in ms. */
export const heartbeatMs = 15_000;

/** Shows the server that the frame is still there. */
export interface Heartbeat {
  /**
   * Whether the user can see the page. On a hidden page, the browser may stop all timers, so heartbeats may be missing.
   */
  visible: boolean;
}

/**
 * The fields that a login form can contain, in this order. The login name comes from the first field that was sent,
 * unless that field is the password.
 */
export const loginFields = ['username', 'email', 'phone', 'ssn', 'password'] as const;
export type LoginField = (typeof loginFields)[number];

/**
 * One way to sign in at a provider. The login screen shows the first of the provider's options. An option has
 * no label, because the widget names it in the user's language.
 */
export type LoginOption =
  | { kind: 'FORM'; id: string; fields: LoginField[] }
  /** The provider's own sign-in page, which opens in a popup or in the same tab. */
  | { kind: 'REDIRECT'; id: string };

export interface WidgetProvider {
  id: string;
  name: string;
  longName: string;
  logoUrl: string;
  /** The main colour of the provider's logo, as `#rrggbb`. The widget tints the provider's screens with it. */
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

/** The maximum number of characters in a field of a login form, and in an answer to a challenge. */
export const loginFieldMaxLength = 500;

export interface StartAccount {
  providerId: string;
  loginOptionId: string;
  /** What the user has typed into the fields of the form. Empty if the login option is a redirect. */
  fields: Partial<Record<LoginField, string>>;
  /** The URL of the host page. It is given if the user may leave the page to sign in and then come back. */
  pageUrl?: string;
}

/** Where a provider can send a code. */
export type CodeChannel = 'SMS' | 'EMAIL';

/**
 * What a provider requires after the password. Usually the widget writes the text, in the user's language. A provider
 * may also ask a question in its own words. `sentTo` is a masked telephone number or e-mail address.
 */
export type ChallengeWording = { /** Whether the last answer was wrong. */ isRepeated: boolean } & (
  | { kind: 'CODE'; length: number; sentTo: string }
  | { kind: 'CHOICE'; choices: { id: string; channel: CodeChannel; sentTo: string }[] }
  | { kind: 'QUESTION'; question: Question }
);
export type Challenge = { challengeId: string; expiresAt: string } & ChallengeWording;

/** A question that the widget knows, or a question in the words and the language of the provider. */
export type Question = { name: 'FIRST_SCHOOL' } | { name: 'OTHER'; text: string; language: string };

export interface AccountProgress {
  accountId: string;
  providerId: string;
  status: ConnectionStatus;
  /** The version of this progress. Every change increases it. */
  version: number;
  challenge: Challenge | null;
  /**
   * The URL of the provider's sign-in page, for a popup or for the same tab. Null if there is no such page, or if that
   * page has already sent the user back.
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
  /** Whether files of this type are analysed after the upload. Files of other types are only stored. */
  ocr: boolean;
}

/**
 * A page that was not read, or was read only in part. `file` is the index of its file in the archive, from 0. `page` is
 * the number of the page, from 1.
 */
export interface UnreadablePage {
  file: number;
  page: number;
  reason: UnreadableReason;
}

export interface ArchiveProgress {
  archive: UploadReference;
  /** The version of this progress. It increases with every change, and with every page that is read. */
  version: number;
  /**
   * How many pages have been read, and how many there are. Null if the number of pages is not known, or if the pages
   * are not being read any more.
   */
  reading: { read: number; of: number } | null;
  /**
   * The pages that were not read, or were read only in part, and why. Empty while the archive is being read. After a
   * successful analysis, only the pages from which values may be missing are listed.
   */
  unreadable: UnreadablePage[];
  callbacks: CallbackRecord[];
}

/** All accounts and archives of this user, even if they are not connected or were revoked. */
export interface Sources {
  accounts: Omit<AccountProgress, 'callbacks'>[];
  archives: Omit<ArchiveProgress, 'callbacks'>[];
}

export interface EmployerSurvey {
  employerName: string;
  city: string;
  payPeriod: string;
}

/**
 * The maximum number of callbacks of one session in a {@link LogTail}. If there are more, the frame sends
 * further requests.
 */
export const mostTailCallbacks = 200;

/** The maximum number of missed callbacks in one response. */
export const mostMissedCallbacks = 200;

/**
 * The maximum number of frame events in one request. Even if all of them have the maximum size, they fit into the 64 KB
 * that a request may have.
 */
export const mostFrameEvents = 50;

/** The maximum number of ids in the `topProviders` of a request. A session uses only the first ten of them. */
export const mostTopProviders = 100;

/** The maximum size of one uploaded file, in bytes. */
export const maximumUploadBytes = 15 * 1024 * 1024;
/** The maximum number of files in one upload. */
export const maximumUploadFiles = 20;
/** The maximum size of the request of an upload, in bytes. */
export const maximumUploadRequestBytes = 64 * 1024 * 1024;
/**
 * The maximum size of all files of one upload together, in bytes. The rest of the request has room for the names of the
 * files and the other parts of the form.
 */
export const maximumUploadTotalBytes = maximumUploadRequestBytes - 64 * 1024;
/** The extensions of the files that can be uploaded. */
export const uploadExtensions = ['PDF', 'PNG', 'JPG', 'JPEG', 'TIF', 'TIFF', 'HEIC', 'HEIF'] as const;
