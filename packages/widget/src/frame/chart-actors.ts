import type { WidgetOptions } from '@winkwire/contract/host-messages';
import type {
  AccountProgress,
  ArchiveProgress,
  EmployerSurvey,
  Session,
  StartAccount,
  WidgetFileType,
} from '@winkwire/contract/widget-api';
import { fromCallback, fromPromise } from 'xstate';
import type { Catalogue, ChartEvent, UploadedArchive } from './chart-vocabulary.ts';
import type { PickedFile } from './picked-file.ts';

const promised = <Output, Input>() =>
  fromPromise<Output, Input>(() => Promise.reject(new Error('this actor has to be provided')));
const following = <Input>() => fromCallback<ChartEvent, Input>(() => {});

/** What the chart asks the world to do, by name. The chart runs nothing itself: {@link provideActors} gives the real ones. */
export const chartActors = {
  openSession: promised<Session, WidgetOptions>(),
  renewSession: promised<Session, string>(),
  recordConsent: promised<null, { templateId: string | null }>(),
  loadCatalogue: promised<Catalogue, void>(),
  startAccount: promised<AccountProgress, StartAccount>(),
  pollAccount: following<{ accountId: string; version: number }>(),
  answerChallenge: promised<AccountProgress, { accountId: string; challengeId: string; answer: string }>(),
  renewChallenge: promised<AccountProgress, { accountId: string; challengeId: string }>(),
  revokeAccount: promised<AccountProgress, string>(),
  signInWindow: following<{ url: string }>(),
  sendSurvey: promised<null, EmployerSurvey>(),
  loadFileTypes: promised<WidgetFileType[], void>(),
  uploadFiles: following<{ fileType: string; files: PickedFile[] }>(),
  pollArchive: following<UploadedArchive>(),
  revokeArchive: promised<ArchiveProgress, string>(),
};
