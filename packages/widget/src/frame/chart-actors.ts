import type { WidgetOptions } from '@winkwire/contract/host-messages';
import type { Language } from '@winkwire/contract/languages';
import type {
  AccountProgress,
  ArchiveProgress,
  EmployerSurvey,
  Session,
  StartAccount,
  WidgetFileType,
} from '@winkwire/contract/widget-api';
import { fromCallback, fromPromise } from 'xstate';
import type { Catalogue, ChartEvent, SignInPlace, UploadedArchive } from './chart-vocabulary.ts';
import type { PickedFile } from './picked-file.ts';

const promiseActor = <Output, Input>() =>
  fromPromise<Output, Input>(() => Promise.reject(new Error('Replace this actor with provideActors().')));
const callbackActor = <Input>() => fromCallback<ChartEvent, Input>(() => {});

/** Placeholders for side effects, which {@link provideActors} implements. */
export const chartActors = {
  openSession: promiseActor<Session, { options: WidgetOptions; returnCode?: string | undefined }>(),
  awaitRenewalTurn: promiseActor<void, void>(),
  renewSession: promiseActor<Session, string>(),
  recordConsent: promiseActor<null, { digest: string }>(),
  readConsent: promiseActor<Session['consent'], Language>(),
  loadCatalogue: promiseActor<Catalogue, void>(),
  startAccount: promiseActor<AccountProgress, StartAccount>(),
  pollAccount: callbackActor<{ accountId: string; version: number }>(),
  answerChallenge: promiseActor<
    AccountProgress,
    { accountId: string; challengeId: string; answer: string }
  >(),
  renewChallenge: promiseActor<AccountProgress, { accountId: string; challengeId: string }>(),
  stopLinking: promiseActor<AccountProgress, { accountId: string; version: number }>(),
  revokeAccount: promiseActor<AccountProgress, string>(),
  signInWindow: callbackActor<{ url: string; place: SignInPlace | null }>(),
  sendSurvey: promiseActor<null, EmployerSurvey>(),
  loadFileTypes: promiseActor<WidgetFileType[], void>(),
  uploadFiles: callbackActor<{ fileType: string; files: PickedFile[] }>(),
  pollArchive: callbackActor<UploadedArchive>(),
  revokeArchive: promiseActor<ArchiveProgress, string>(),
};
