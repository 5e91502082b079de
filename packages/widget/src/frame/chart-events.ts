import type { LoggedEvent, LoggedEventFields, LoggedEventName } from '@winkwire/contract/widget-events';
import { loggedEventNames } from '@winkwire/contract/widget-events';
import type { ChartEvent } from './chart-vocabulary.ts';
import type { FileFault } from './picked-file.ts';
import type { ChartSnapshot, shownView as ShownView } from './ui-events.ts';

export interface Transition {
  before: ChartSnapshot;
  after: ChartSnapshot;
  event: ChartEvent | { type: string };
  /** An import here would add a second copy of ui-events.ts to the bundle, so the caller passes the function. */
  shownView: typeof ShownView;
}

/** Returns the events of one type that a transition causes, such as one event for each new file. */
type Reader<Fields> = (transition: Transition) => Fields[];

const providerOf = ({ context: { provider, account } }: ChartSnapshot) => ({
  providerId: provider?.id ?? account?.providerId ?? '',
});
const challengeOf = ({ context }: ChartSnapshot) => context.account?.challenge ?? null;
const isDone = ({ event }: Transition, actor: string) => event.type === `xstate.done.actor.${actor}`;
const isShown = ({ before, after, shownView }: Transition, view: string) =>
  shownView(after) === view && shownView(before) !== view;

const onEvent =
  (type: ChartEvent['type'], view: string): Reader<{ providerId: string }> =>
  ({ before, after, event, shownView }) =>
    event.type === type && shownView(before) === view ? [providerOf(after)] : [];

/**
 * Finds a new challenge that the user has not requested. `isRepeated` says whether the challenge must follow a wrong
 * answer or must not.
 */
const onChallenge =
  (isRepeated: boolean): Reader<{ providerId: string }> =>
  (transition) => {
    const challenge = challengeOf(transition.after);
    const isNew = challenge && challenge.challengeId !== challengeOf(transition.before)?.challengeId;
    if (!isNew || isDone(transition, 'renewChallenge') || challenge.isRepeated !== isRepeated) return [];
    return [providerOf(transition.after)];
  };

const newFiles = ({ before, after }: Transition) =>
  after.context.files.filter(({ id }) => !before.context.files.some((file) => file.id === id));
/** A file can become faulty later: the server refuses it, or the files together exceed a limit. */
const newlyRejected = ({ before, after }: Transition) =>
  after.context.files.filter(
    ({ id, fault }) => fault && !before.context.files.find((file) => file.id === id)?.fault,
  );
const fileTypeOf = ({ context }: ChartSnapshot) => ({ fileType: context.fileType?.type ?? '' });

const readers: { [Name in LoggedEventName]: Reader<LoggedEventFields[Name]> } = {
  ConsentGiven: (transition) => (isDone(transition, 'recordConsent') ? [{}] : []),
  ConsentDeclined: ({ before, after, shownView }) =>
    shownView(before) === 'consent' && shownView(after) === 'closed' ? [{}] : [],
  ProvidersSearched: ({ before, event, shownView }) =>
    event.type === 'providers.searched' && 'resultCount' in event && shownView(before) === 'providerList'
      ? [{ resultCount: event.resultCount }]
      : [],
  ProviderChosen: onEvent('provider.chosen', 'providerList'),
  CredentialsSent: (transition) =>
    transition.before.context.loginOption?.kind === 'FORM' && transition.after.matches(sendingLogin)
      ? onEvent('login.submitted', 'login')(transition)
      : [],
  CodeRequested: onChallenge(false),
  CodeRejected: onChallenge(true),
  CodeSent: onEvent('challenge.answered', 'mfa'),
  CodeResent: (transition) => (isDone(transition, 'renewChallenge') ? [providerOf(transition.after)] : []),
  SignInWindowOpened: onEvent('popup.shown', 'redirecting'),
  SignInWindowClosed: onEvent('popup.closed', 'redirecting'),
  SignInWindowBlocked: onEvent('popup.blocked', 'redirecting'),
  ErrorShown(transition) {
    const { before, after } = transition;
    if (isShown(transition, 'linkError'))
      return [{ errorCode: after.context.account?.errorCode ?? 'SERVER_ERROR' }];
    const { failure } = after.context;
    return failure && failure !== before.context.failure ? [{ errorCode: failure }] : [];
  },
  Retried: ({ before, after, event }) =>
    event.type === 'retry.requested' && JSON.stringify(before.value) !== JSON.stringify(after.value)
      ? [{}]
      : [],
  FileChosen: (transition) =>
    newFiles(transition)
      .filter(({ fault }) => !fault)
      .map(() => fileTypeOf(transition.after)),
  FileRejected: (transition) =>
    newlyRejected(transition).map(({ fault }) => ({
      ...fileTypeOf(transition.after),
      fault: fault as FileFault,
    })),
  TokenRenewed: (transition) => (isDone(transition, 'renewSession') ? [{}] : []),
};

const sendingLogin = { shown: { flow: { login: 'sending' } } } as const;

export const eventsOfTransition = (transition: Transition): LoggedEvent[] =>
  loggedEventNames.flatMap((name) =>
    readers[name](transition).map((fields) => ({ name, ...fields }) as LoggedEvent),
  );

export { pageEvent } from '@winkwire/contract/page-event';
