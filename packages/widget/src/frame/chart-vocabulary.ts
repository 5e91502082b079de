import type { AccountErrorCode } from '@winkwire/contract/account-statuses';
import type { CallbackRecord, CloseReason, UIEvent } from '@winkwire/contract/callbacks';
import type { ErrorCode } from '@winkwire/contract/errors';
import type { WidgetOptions } from '@winkwire/contract/host-messages';
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
import type { PickedFile } from './picked-file.ts';

/** What a state shows; several states may share a view. */
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

/** A state that shows something says what; with `screen`, entering it is the UI event of that name. */
export interface StateMeta {
  view: View;
  screen?: UIEventName;
}

/** What went wrong on a screen that stays: an error code of the API, what is wrong with a file, or no answer at all. */
export type Problem = ErrorCode | 'FILE_LOCKED' | 'FILE_DAMAGED' | 'NETWORK';

/** What the page shall be told, in order. Screens are not among them: they follow from the states alone. */
export type Announcement =
  | { kind: 'record'; record: CallbackRecord }
  | { kind: 'screen'; name: UIEventName; account: UIEvent['account']; archive: UIEvent['archive'] }
  | { kind: 'expired' }
  | { kind: 'closed'; reason: CloseReason; screen?: UIEventName | null; errorCode?: AccountErrorCode | null };

export type LinkedAccount = Sources['accounts'][number];
export type UploadedArchive = Sources['archives'][number];
export interface Catalogue {
  providers: WidgetProvider[];
  sources: Sources;
}

export interface ChartContext {
  options: WidgetOptions;
  session: Session | null;
  providers: WidgetProvider[];
  sources: Sources;
  fileTypes: WidgetFileType[];
  provider: WidgetProvider | null;
  loginOption: LoginOption | null;
  account: LinkedAccount | null;
  fileType: WidgetFileType | null;
  files: PickedFile[];
  archive: UploadedArchive | null;
  /** Of the running upload, 0 to 1. */
  uploadedShare: number;
  problem: Problem | null;
  /** The screen holds something typed that closing would lose. */
  inputAtRisk: boolean;
  told: Announcement[];
}

export type ChartEvent =
  | { type: 'agree' }
  | { type: 'back' }
  | { type: 'retry' }
  | { type: 'another' }
  | { type: 'done' }
  | { type: 'choose provider'; providerId: string }
  | { type: 'miss provider' }
  | { type: 'want documents' }
  | { type: 'want other options' }
  | { type: 'choose option'; optionId: string }
  | { type: 'submit login'; fields: StartAccount['fields'] }
  | { type: 'popup opened' }
  | { type: 'popup blocked' }
  | { type: 'popup closed' }
  | { type: 'account progressed'; progress: AccountProgress }
  | { type: 'following failed'; problem: Problem }
  | { type: 'answer challenge'; answer: string }
  | { type: 'renew challenge' }
  | { type: 'ask to remove' }
  | { type: 'confirm removal' }
  | { type: 'cancel removal' }
  | { type: 'submit survey'; survey: EmployerSurvey }
  | { type: 'choose file type'; fileType: string }
  | { type: 'choose archive'; archiveId: string }
  | { type: 'add files'; files: PickedFile[] }
  | { type: 'remove file'; id: number }
  | { type: 'submit files' }
  | { type: 'cancel upload' }
  | { type: 'upload progressed'; share: number }
  | { type: 'upload finished'; progress: ArchiveProgress }
  | { type: 'upload failed'; problem: Problem }
  | { type: 'archive progressed'; progress: ArchiveProgress }
  | { type: 'change input'; atRisk: boolean }
  | { type: 'leave'; reason: CloseReason; unconditionally?: boolean }
  | { type: 'leave after all' }
  | { type: 'stay' }
  | { type: 'token expired' }
  | { type: 'update token'; userToken: string };

export type LoginFields = Partial<Record<LoginField, string>>;
