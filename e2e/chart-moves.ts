import type {
  AccountProgress,
  ArchiveProgress,
  LoginOption,
  Session,
  WidgetProvider,
} from '@winkwire/contract/widget-api';
import { ApiFailure } from '../packages/widget/src/frame/api-failure.ts';
import { chart } from '../packages/widget/src/frame/chart.ts';
import type { ChartEvent } from '../packages/widget/src/frame/chart-vocabulary.ts';
import type { ChartSnapshot } from '../packages/widget/src/frame/ui-events.ts';

/** Requests of the frame. `catalogue` stands for two: the providers, and the user's sources. */
export type Request = (typeof requestOf)[Actor] | 'progress' | 'archives';

/** What happens next on a path: an act of the user or the browser, or a response. */
export interface Move {
  /** What the user does. Null if the server or the browser does something. */
  act: Act | null;
  /** The request to which the server responds. Without `data`, the request fails. */
  response?: { request: Request; data?: unknown };
  events: ChartEvent[];
}

export type Act =
  | { does: 'press'; button: Button }
  | { does: 'pressInQuestion'; button: 'confirm' | 'stop' | 'leave' | 'leaveAnyway' }
  | { does: 'choose'; provider: string }
  | { does: 'open'; row: 'fileType' | 'archive' }
  | { does: 'logIn' | 'signInAtProvider' | 'closePopup' | 'enterCode' | 'fillSurvey' | 'sendFile' }
  | { does: 'escape' | 'typeAndEscape' | 'chooseFileAndEscape' };

type Button =
  | 'agree'
  | 'notListed'
  | 'upload'
  | 'options'
  | 'newCode'
  | 'back'
  | 'anotherWay'
  | Another
  | 'disconnect'
  | 'reconnect'
  | 'retry'
  | 'delete';

type Another = 'anotherAccount' | 'anotherDocument' | 'backToDocuments' | 'afterError' | 'afterSurvey';

const requestOf = {
  openSession: 'sessions',
  recordConsent: 'consents',
  loadCatalogue: 'catalogue',
  startAccount: 'accounts',
  answerChallenge: 'challengeReply',
  renewChallenge: 'challenge',
  stopLinking: 'stop',
  leaveSignIn: 'stop',
  revokeAccount: 'revokeAccount',
  sendSurvey: 'employers',
  loadFileTypes: 'fileTypes',
  revokeArchive: 'revokeArchive',
} as const;
type Actor = keyof typeof requestOf;

const form: LoginOption = { kind: 'FORM', id: 'username', fields: ['username', 'password'] };
const redirect: LoginOption = { kind: 'REDIRECT', id: 'redirect' };

/**
 * Parcel Pond offers the form first. Peoplehub offers the redirect first. Swiftlane is already linked. Nookly links no
 * accounts.
 */
export const providers = [
  provider('parcelpond', 'Parcel Pond', [form, redirect]),
  provider('peoplehub', 'Peoplehub', [redirect, form]),
  provider('swiftlane', 'Swiftlane', [form, redirect]),
  provider('nookly', 'Nookly', []),
];

function provider(id: string, name: string, loginOptions: LoginOption[]): WidgetProvider {
  return {
    ...{ id, name, longName: name, loginOptions, colour: '#1d4ed8', type: 'GIG', subType: 'TRANSPORTATION' },
    ...{ logoUrl: `/assets/providers/${id}.svg`, accountConnection: loginOptions.length > 0 },
  };
}

const account = (changes: Partial<AccountProgress>): AccountProgress => ({
  ...{ accountId: 'a-1', providerId: 'parcelpond', status: 'PENDING', version: 1, challenge: null },
  ...{ redirectUrl: null, errorCode: null, errorMessage: null, loginName: 'George', connectedAt: null },
  ...{ callbacks: [] },
  ...changes,
});

const linked = account({ accountId: 'a-linked', providerId: 'swiftlane', status: 'CONNECTED', version: 3 });

const archive = (id: string, status: 'STARTED' | 'ANALYZED' | 'REVOKED'): ArchiveProgress => ({
  archive: {
    id,
    type: 'PAYSLIP',
    state: { status, errorCode: null, errorMessage: null, updatedAt: '2026-01-01T00:00:00Z' },
    rawFiles: [],
  },
  version: status === 'STARTED' ? 1 : 2,
  reading: null,
  unreadable: [],
  callbacks: [],
});

const session = (changes: {
  consent?: boolean;
  only?: string;
  enableUpload?: boolean;
  resumes?: boolean;
}): Session =>
  ({
    ...{ sessionId: 'ws-1', sessionToken: 'secret', expiresAt: '2100-01-01T00:00:00Z', mode: 'SANDBOX' },
    ...{ userId: 'u-1', companyName: 'Northwind Lending', companyLogoUrl: null, language: 'en' },
    ...{ callbacks: [], sequence: 0, warnings: [] },
    theme: { scheme: 'auto', light: null, dark: null, radius: null, font: 'system' },
    consent: changes.consent
      ? {
          ...{ templateId: null, title: 'Consent', text: 'Text', version: '1', language: 'en', digest: 'x' },
          ...{ dataTypes: ['INCOME'], days: 60, privacyUrl: null },
        }
      : null,
    options: {
      ...{ topProviders: [], enableSearchBar: true, enableTypeBar: false, returnUrl: null },
      providers: changes.only ? [changes.only] : [],
      enableUpload: changes.enableUpload ?? true,
    },
    resumedAccount: changes.resumes ? account({ providerId: 'peoplehub', redirectUrl }) : null,
  }) as Session;

/** The URL of the provider's own sign-in page. It is an empty page here. */
const redirectUrl = 'about:blank';

const sessions = [
  session({ consent: true }),
  session({ enableUpload: false }),
  session({ only: 'parcelpond' }),
  session({ only: 'peoplehub', enableUpload: false }),
  session({ only: 'swiftlane', enableUpload: false }),
  session({ only: 'nookly' }),
  session({ only: 'nookly', enableUpload: false }),
  // With only one provider, no path can go back to the list of providers. This keeps the number of paths small.
  session({ only: 'peoplehub', resumes: true }),
];

/** All moves that are possible in this state, even those that lead to no new state. */
export function movesFrom(snapshot: ChartSnapshot): Move[] {
  const moves = [...responses(snapshot), ...(isWaiting(snapshot) ? [] : acts(snapshot))];
  return moves.filter(({ events: [event] }) => chart.getTransitionData(snapshot, event!).length > 0);
}

/** Whether the screen waits for a response. Polls and uploads do not count. */
export const isWaiting = (snapshot: ChartSnapshot): boolean =>
  breaks.some(({ events: [event] }) => chart.getTransitionData(snapshot, event!).length > 0);

function responses(snapshot: ChartSnapshot): Move[] {
  const { context } = snapshot;
  const isAsking = !snapshot.matches({ shown: { closing: 'idle' } });
  const progress = (changes: Partial<AccountProgress>) =>
    account({
      ...{ accountId: context.account?.accountId ?? 'a-1', providerId: context.provider?.id ?? '' },
      version: (context.account?.version ?? 0) + 1,
      ...changes,
    });
  const challenged = (challengeId: string) =>
    progress({
      status: 'AWAITING_MFA',
      challenge: {
        ...{ challengeId, isRepeated: false, expiresAt: '2099-01-01T00:00:00Z', kind: 'CODE', length: 4 },
        sentTo: 'you',
      },
    });
  const goesToProvider = context.loginOption?.kind === 'REDIRECT';
  const progressed = [
    challenged('ch-1'),
    progress({}),
    progress({ status: 'CONNECTED', connectedAt: '2026-01-01T00:00:00Z' }),
    progress({ status: 'ERROR', errorCode: 'ACCOUNT_LOCKED' }),
  ];
  return [
    ...sessions.map((data) => responding('openSession', data)),
    responding('recordConsent', null),
    responding('loadCatalogue', {
      providers,
      sources: { accounts: [linked], archives: [archive('f-1', 'ANALYZED')] },
    }),
    responding('startAccount', progress(goesToProvider ? { redirectUrl } : {})),
    responding('answerChallenge', progress({})),
    responding('renewChallenge', challenged('ch-2')),
    responding('stopLinking', progress({ status: 'DISCONNECTED' })),
    responding('stopLinking', progress({ status: 'CONNECTED', connectedAt: '2026-01-01T00:00:00Z' })),
    responding('leaveSignIn', progress({ status: 'DISCONNECTED' })),
    responding('leaveSignIn', progress({ status: 'CONNECTED', connectedAt: '2026-01-01T00:00:00Z' })),
    responding('revokeAccount', progress({ status: 'DISCONNECTED' })),
    responding('sendSurvey', null),
    responding('loadFileTypes', [{ type: 'PAYSLIP', logoUrl: '/assets/file-types/payslip.svg', ocr: true }]),
    responding('revokeArchive', archive('f-1', 'REVOKED')),
    ...breaks,
    // Accounts never change here while the widget asks whether to close. This keeps the number of paths small.
    ...(isAsking ? [] : progressed.map(progressing)),
    uploaded(archive('f-2', 'STARTED')),
  ];
}

const responding = (actor: Actor, data: unknown): Move => ({
  act: null,
  response: { request: requestOf[actor], data },
  events: [{ type: `xstate.done.actor.${actor}`, output: data } as unknown as ChartEvent],
});

function broken(actor: Actor): Move {
  const error = new ApiFailure('NETWORK', 'The connection broke.');
  const event = { type: `xstate.error.actor.${actor}`, error } as unknown as ChartEvent;
  return { act: null, response: { request: requestOf[actor] }, events: [event] };
}

/** The failures of all requests other than polls and uploads. */
const breaks = (Object.keys(requestOf) as Actor[]).map(broken);

const progressing = (progress: AccountProgress): Move => ({
  act: null,
  response: { request: 'progress', data: progress },
  events: [{ type: 'account.progressed', progress }],
});

const uploaded = (progress: ArchiveProgress): Move => ({
  act: null,
  response: { request: 'archives', data: progress },
  events: [{ type: 'upload.finished', progress }],
});

function acts(snapshot: ChartSnapshot): Move[] {
  return snapshot.matches({ shown: { closing: 'idle' } }) ? actsOnScreen(snapshot) : actsOnQuestion(snapshot);
}

function actsOnQuestion(snapshot: ChartSnapshot): Move[] {
  const { status } = snapshot.context.account ?? {};
  const isLinking = status === 'PENDING' || status === 'AWAITING_MFA';
  const leaveAnyway = pressInQuestion('leaveAnyway', {
    type: 'closing.requested',
    reason: 'close',
    force: true,
  });
  const hasFailed = snapshot.matches({ shown: { closing: { confirming: 'failed' } } });
  return [
    pressInQuestion(isLinking ? 'stop' : 'leave', { type: 'closing.confirmed' }),
    ...(hasFailed ? [leaveAnyway] : []),
  ];
}

function actsOnScreen(snapshot: ChartSnapshot): Move[] {
  const { context } = snapshot;
  const goesToProvider = context.loginOption?.kind === 'REDIRECT';
  const file = { id: 1, name: 'payslip.pdf', size: 1, fault: null, blob: new Blob(['x']) };
  const closing: ChartEvent = { type: 'closing.requested', reason: 'close' };
  const typed: ChartEvent = { type: 'input.changed', atRisk: true };
  const canType = isOn(snapshot, 'login') || isOn(snapshot, { employerSurvey: 'typing' });
  // If the screen asks whether to remove something, ESC means no. Otherwise, ESC requests closing the widget.
  const isConfirming = ['accountRevoke', 'revokeArchive'].some((screen) =>
    isOn(snapshot, { [screen]: 'confirming' }),
  );
  const escaping: ChartEvent = isConfirming ? { type: 'removal.cancelled' } : closing;
  // Without uploads, the list hides the providers at which no account can be linked.
  const listed = providers.filter(
    ({ accountConnection }) => accountConnection || context.session?.options.enableUpload,
  );
  // The provider's page is open. The frame notices by itself when the user comes back.
  if (isOn(snapshot, { linking: { redirecting: 'open' } }) && context.signInPlace === null)
    return [{ act: null, events: [{ type: 'tab.returned' }] }];
  return [
    press('agree', { type: 'consent.given' }),
    ...listed.map(({ id }) =>
      does({ does: 'choose', provider: id }, { type: 'provider.chosen', providerId: id }),
    ),
    press('notListed', { type: 'provider.notListed' }),
    press('upload', { type: 'documents.requested' }),
    press('options', { type: 'loginOptions.requested' }),
    goesToProvider
      ? does({ does: 'signInAtProvider' }, { type: 'login.submitted', fields: {}, signInPlace: 'popup' })
      : does({ does: 'logIn' }, typed, {
          type: 'login.submitted',
          fields: { username: 'George', password: '123456' },
        }),
    { act: null, events: [{ type: 'popup.blocked' }] },
    does({ does: 'closePopup' }, { type: 'popup.closed' }),
    does({ does: 'enterCode' }, { type: 'challenge.answered', answer: '1234' }),
    press('newCode', { type: 'challenge.renewalRequested' }),
    press(backOf(snapshot), { type: 'back.requested' }),
    press(anotherOf(snapshot), { type: 'list.requested' }),
    press(isOn(snapshot, 'revokeArchive') ? 'delete' : 'disconnect', {
      type: 'removal.requested',
    }),
    pressInQuestion('confirm', { type: 'removal.confirmed' }),
    press(isOn(snapshot, 'accountRevoke') ? 'reconnect' : 'retry', {
      type: 'retry.requested',
    }),
    does(
      { does: 'fillSurvey' },
      { type: 'survey.submitted', survey: { employerName: 'Mill', city: 'Cebu', payPeriod: 'MONTHLY' } },
    ),
    does({ does: 'open', row: 'fileType' }, { type: 'fileType.chosen', fileType: 'PAYSLIP' }),
    does({ does: 'open', row: 'archive' }, { type: 'archive.chosen', archiveId: 'f-1' }),
    does({ does: 'sendFile' }, { type: 'files.added', files: [file] }, { type: 'files.submitted' }),
    does({ does: 'escape' }, escaping),
    does({ does: 'chooseFileAndEscape' }, { type: 'files.added', files: [file] }, closing),
    ...(canType && !goesToProvider ? [does({ does: 'typeAndEscape' }, typed, closing)] : []),
  ];
}

const isOn = (snapshot: ChartSnapshot, flow: string | object) =>
  snapshot.matches({ shown: { flow } } as never);

const backOf = (snapshot: ChartSnapshot): Button =>
  isOn(snapshot, { linking: 'redirecting' }) ? 'anotherWay' : 'back';

function anotherOf(snapshot: ChartSnapshot): Another {
  if (isOn(snapshot, 'connectSuccess')) return 'anotherAccount';
  if (isOn(snapshot, 'archiveSuccess')) return 'anotherDocument';
  if (isOn(snapshot, 'revokeArchive')) return 'backToDocuments';
  return isOn(snapshot, 'employerSurvey') ? 'afterSurvey' : 'afterError';
}

const does = (act: Act, ...events: ChartEvent[]): Move => ({ act, events });
const press = (button: Button, event: ChartEvent): Move => does({ does: 'press', button }, event);
const pressInQuestion = (
  button: Extract<Act, { does: 'pressInQuestion' }>['button'],
  event: ChartEvent,
): Move => does({ does: 'pressInQuestion', button }, event);
