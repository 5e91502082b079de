import type { AccountErrorCode } from '@winkwire/contract/account-statuses';
import type { CallbackRecord, CloseReason, UIEvent } from '@winkwire/contract/callbacks';
import type { ErrorCode } from '@winkwire/contract/errors';
import type { WidgetOptions } from '@winkwire/contract/host-messages';
import type { Language } from '@winkwire/contract/languages';
import type { UIEventName } from '@winkwire/contract/screens';
import type {
  AccountProgress,
  ArchiveProgress,
  EmployerSurvey,
  LoginField,
  LoginOption,
  Session,
  Sources,
  StartAccount,
  WidgetFileType,
  WidgetProvider,
} from '@winkwire/contract/widget-api';
import type { LoggedEvent } from '@winkwire/contract/widget-events';
import type { FileFault, PickedFile } from './picked-file.ts';

/** Several states may share a view. */
export type View =
  | 'loading'
  | 'failed'
  | 'consent'
  | 'providerList'
  | 'login'
  | 'loginOptions'
  | 'connecting'
  | 'redirecting'
  | 'mfa'
  | 'connectSuccess'
  | 'linkError'
  | 'accountRevoke'
  | 'employerSurvey'
  | 'fileTypeList'
  | 'upload'
  | 'archiveSuccess'
  | 'revokeArchive'
  | 'closed';

/** Entering a state with `screen` causes the UI event with that name. */
export interface StateMeta {
  view: View;
  screen?: UIEventName;
}

/** `NETWORK`: no usable response has arrived. `TOO_LARGE`: a proxy has refused the size of the request. */
export type FailureCode = ErrorCode | 'NETWORK' | 'TOO_LARGE';

/**
 * Something that the host page may receive. The chart stores announcements in its context, except those of the kinds
 * `screen` and `event`, which are derived from its states and transitions.
 */
export type Announcement =
  | { kind: 'record'; record: CallbackRecord }
  | { kind: 'screen'; name: UIEventName; account: UIEvent['account']; archive: UIEvent['archive'] }
  | { kind: 'event'; event: LoggedEvent }
  | { kind: 'expired' }
  | { kind: 'closed'; reason: CloseReason; screen?: UIEventName | null; errorCode?: AccountErrorCode | null };

export type LinkedAccount = Sources['accounts'][number];
export type UploadedArchive = Sources['archives'][number];
export interface Catalogue {
  providers: WidgetProvider[];
  sources: Sources;
}

/** Where the provider's sign-in page opens: in a popup, or in the tab of the host page. */
export type SignInPlace = 'popup' | 'tab';

export interface ChartContext {
  options: WidgetOptions;
  canRenew: boolean;
  /** The URL to which the user can come back after a sign-in. Null if this is not possible. */
  pageUrl: string | null;
  /** The code from the host page's URL, if the user has just come back from a provider. */
  returnCode: string | undefined;
  session: Session | null;
  providers: WidgetProvider[];
  sources: Sources;
  fileTypes: WidgetFileType[];
  provider: WidgetProvider | null;
  loginOption: LoginOption | null;
  account: LinkedAccount | null;
  /** Null if the user signs in with a form, or has come back from a sign-in in the host page's tab. */
  signInPlace: SignInPlace | null;
  fileType: WidgetFileType | null;
  files: PickedFile[];
  /** The files of the last upload, of which the user can replace some. */
  sentFiles: PickedFile[];
  archive: UploadedArchive | null;
  /** From 0 to 1. */
  uploadProgress: number;
  failure: FailureCode | null;
  /** Whether closing would lose something that the user has entered. */
  inputAtRisk: boolean;
  /** Whether the account was already connected when the user wanted to stop linking. */
  stopTooLate: boolean;
  /** All announcements since the start. Those that a transition adds are sent after it. */
  announcements: Announcement[];
}

export type ChartEvent =
  | { type: 'consent.given' }
  | { type: 'back.requested' }
  | { type: 'retry.requested' }
  | { type: 'list.requested' }
  | { type: 'provider.chosen'; providerId: string }
  | { type: 'providers.searched'; resultCount: number }
  | { type: 'provider.notListed' }
  | { type: 'documents.requested' }
  | { type: 'loginOptions.requested' }
  | { type: 'loginOption.chosen'; optionId: string }
  | { type: 'login.submitted'; fields: StartAccount['fields']; signInPlace?: SignInPlace }
  | { type: 'popup.opened' }
  | { type: 'popup.shown' }
  | { type: 'popup.blocked' }
  | { type: 'popup.closed' }
  | { type: 'popup.sandboxed' }
  | { type: 'tab.chosen' }
  | { type: 'tab.left' }
  | { type: 'tab.returned' }
  | { type: 'account.progressed'; progress: AccountProgress }
  | { type: 'account.pollFailed'; failure: FailureCode }
  | { type: 'challenge.answered'; answer: string }
  | { type: 'challenge.renewalRequested' }
  | { type: 'removal.requested' }
  | { type: 'removal.confirmed' }
  | { type: 'removal.cancelled' }
  | { type: 'survey.submitted'; survey: EmployerSurvey }
  | { type: 'fileType.chosen'; fileType: string }
  | { type: 'archive.chosen'; archiveId: string }
  | { type: 'files.added'; files: PickedFile[] }
  | { type: 'file.removed'; id: number }
  | { type: 'files.submitted' }
  | { type: 'upload.cancelled' }
  | { type: 'upload.progressed'; share: number }
  | { type: 'files.retaken'; files: PickedFile[] }
  | { type: 'file.replaced'; id: number; file: PickedFile }
  | { type: 'upload.finished'; progress: ArchiveProgress }
  | { type: 'upload.failed'; failure: FailureCode }
  | { type: 'file.refused'; position: number; fault: FileFault }
  | { type: 'archive.progressed'; progress: ArchiveProgress }
  | { type: 'input.changed'; atRisk: boolean }
  /** `consent` is undefined if its text could not be loaded in this language. */
  | { type: 'language.changed'; language: Language; consent: Session['consent'] | undefined }
  | { type: 'closing.requested'; reason: CloseReason; force?: boolean }
  | { type: 'closing.confirmed' }
  | { type: 'closing.cancelled' }
  | { type: 'token.expired' }
  | { type: 'token.updated'; userToken: string };

export type LoginFields = Partial<Record<LoginField, string>>;
