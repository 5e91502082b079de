import type { CallbackRecord, CloseReason } from '@winkwire/contract/callbacks';
import type { WidgetOptions } from '@winkwire/contract/host-messages';
import type { AccountProgress, ArchiveProgress } from '@winkwire/contract/widget-api';
import { assertEvent, assign, setup } from 'xstate';
import { ApiFailure, chartActors } from './chart-actors.ts';
import type { ChartContext, ChartEvent, LinkedAccount, Problem, StateMeta } from './chart-vocabulary.ts';

/*
 * The widget as a drawing. Three regions run side by side:
 *   flow     which screen is shown
 *   session  whether the token holds; when it expired, requests wait and the screen stays as it is
 *   leaving  whether the user is being asked before something typed is lost
 *
 * Entering a state whose meta names a screen IS that UI event: see announcements.ts, the one place that tells it.
 */
export const chart = setup({
  types: {
    context: {} as ChartContext,
    events: {} as ChartEvent,
    input: {} as { options: WidgetOptions },
    meta: {} as StateMeta,
  },
  actors: chartActors,
  guards: {
    needsConsent: ({ context }) => context.session!.consent !== null,
    hasOnlyProvider: ({ context }) => onlyProvider(context) !== undefined,
    onlyProviderIsLinked: ({ context }) => linkedAccount(context, onlyProvider(context)?.id) !== undefined,
    onlyProviderIsUnconnected: ({ context }) => onlyProvider(context)?.accountConnection === false,
    isLinked: ({ context, event }) =>
      linkedAccount(context, chosenProvider(context, event)?.id) !== undefined,
    hasConnection: ({ context, event }) => chosenProvider(context, event)?.accountConnection === true,
    isUnconnected: ({ context, event }) => chosenProvider(context, event)?.accountConnection === false,
    offersUpload: ({ context }) => context.session!.options.enableUpload,
    canChooseProvider: ({ context }) => onlyProvider(context) === undefined,
    isConnected: ({ context }) => context.account?.status === 'CONNECTED',
    hasFailed: ({ context }) =>
      context.account?.status === 'ERROR' || context.account?.status === 'DISCONNECTED',
    isChallenged: ({ context }) => Boolean(context.account?.challenge),
    isUnchallenged: ({ context }) => !context.account?.challenge,
    isRedirected: ({ context }) => Boolean(context.account?.redirectUrl),
    isNotRedirected: ({ context }) => !context.account?.redirectUrl,
    canUpload: ({ context }) => context.files.length > 0 && context.files.every((file) => !file.fault),
    losesInput: ({ context, event }) => {
      assertEvent(event, 'leave');
      return (
        event.reason === 'close' &&
        !event.unconditionally &&
        (context.inputAtRisk || context.files.length > 0)
      );
    },
  },
  actions: {
    rememberProgress: assign(({ context }, progress: AccountProgress) => {
      const { callbacks, ...account } = progress;
      // Answers of parallel requests may overtake each other; the older one still brings its callbacks.
      const isOlder =
        context.account?.accountId === account.accountId && account.version < context.account.version;
      return {
        told: [...context.told, ...recordsOf(callbacks)],
        account: isOlder ? context.account : account,
        problem: null,
      };
    }),
    rememberSource: assign(({ context }) => ({
      sources: { ...context.sources, accounts: withAccount(context.sources.accounts, context.account) },
    })),
    rememberArchive: assign(({ context }, progress: ArchiveProgress) => {
      const { callbacks, ...archive } = progress;
      const others = context.sources.archives.filter((known) => known.archive.id !== archive.archive.id);
      return {
        archive,
        told: [...context.told, ...recordsOf(callbacks)],
        sources: { ...context.sources, archives: [archive, ...others] },
        problem: null,
      };
    }),
    rememberProblem: assign(({ event }) => ({ problem: problemOf(event) })),
    forgetProblem: assign({ problem: null }),
    forgetInput: assign({ inputAtRisk: false, problem: null }),
    forgetFiles: assign({ files: [], uploadedShare: 0 }),
    forgetProvider: assign({ provider: null, loginOption: null, account: null }),
    takeProvider: assign(({ context, event }) => ({
      provider: chosenProvider(context, event) ?? null,
      loginOption: chosenProvider(context, event)?.loginOptions[0] ?? null,
      account: linkedAccount(context, chosenProvider(context, event)?.id) ?? null,
    })),
    takeOnlyProvider: assign(({ context }) => ({
      provider: onlyProvider(context) ?? null,
      loginOption: onlyProvider(context)?.loginOptions[0] ?? null,
      account: linkedAccount(context, onlyProvider(context)?.id) ?? null,
    })),
    takeOption: assign(({ context, event }) => {
      assertEvent(event, 'choose option');
      const options = context.provider?.loginOptions ?? [];
      const loginOption = options.find((option) => option.id === event.optionId) ?? context.loginOption;
      // What was tried by another way to sign in says nothing about this one.
      return { loginOption, account: null };
    }),
    takeFileType: assign(({ context, event }) => {
      assertEvent(event, 'choose file type');
      return {
        fileType: context.fileTypes.find(({ type }) => type === event.fileType) ?? null,
        archive: null,
      };
    }),
    takeArchive: assign(({ context, event }) => {
      assertEvent(event, 'choose archive');
      const archive = context.sources.archives.find((known) => known.archive.id === event.archiveId) ?? null;
      return {
        archive,
        fileType: context.fileTypes.find(({ type }) => type === archive?.archive.type) ?? null,
      };
    }),
    tellExpired: assign(({ context }) => ({ told: [...context.told, { kind: 'expired' as const }] })),
    tellClosed: assign(({ context }, reason: CloseReason) => ({
      told: [...context.told, { kind: 'closed' as const, reason }],
      inputAtRisk: false,
    })),
  },
}).createMachine({
  id: 'widget',
  context: ({ input }) => ({
    options: input.options,
    session: null,
    providers: [],
    sources: { accounts: [], archives: [] },
    fileTypes: [],
    provider: null,
    loginOption: null,
    account: null,
    fileType: null,
    files: [],
    archive: null,
    uploadedShare: 0,
    problem: null,
    inputAtRisk: false,
    told: [],
  }),
  initial: 'shown',
  states: {
    shown: {
      type: 'parallel',
      states: {
        flow: {
          initial: 'opening',
          on: {
            'change input': { actions: assign(({ event }) => ({ inputAtRisk: event.atRisk })) },
          },
          states: {
            opening: {
              initial: 'running',
              states: {
                running: {
                  meta: { view: 'loading' },
                  invoke: {
                    id: 'openSession',
                    src: 'openSession',
                    input: ({ context }) => context.options,
                    onDone: {
                      target: '#arriving',
                      actions: assign(({ context, event }) => ({
                        session: event.output,
                        told: [...context.told, ...recordsOf(event.output.callbacks)],
                      })),
                    },
                    onError: {
                      target: 'failed',
                      actions: 'rememberProblem',
                    },
                  },
                },
                failed: {
                  meta: { view: 'failed' },
                  on: { retry: { target: 'running', actions: 'forgetProblem' } },
                },
              },
            },

            arriving: {
              id: 'arriving',
              always: [{ guard: 'needsConsent', target: 'consent' }, { target: 'catalogue' }],
            },

            consent: {
              meta: { view: 'consent', screen: 'ConsentPageOpened' },
              exit: 'forgetProblem',
              initial: 'asking',
              states: {
                asking: { on: { agree: { target: 'recording', actions: 'forgetProblem' } } },
                recording: {
                  invoke: {
                    id: 'recordConsent',
                    src: 'recordConsent',
                    input: ({ context }) => ({ templateId: context.session!.consent?.templateId ?? null }),
                    onDone: '#catalogue',
                    onError: {
                      target: 'asking',
                      actions: 'rememberProblem',
                    },
                  },
                },
              },
            },

            catalogue: {
              id: 'catalogue',
              initial: 'running',
              states: {
                running: {
                  meta: { view: 'loading' },
                  invoke: {
                    id: 'loadCatalogue',
                    src: 'loadCatalogue',
                    onDone: { target: '#choosing', actions: assign(({ event }) => event.output) },
                    onError: {
                      target: 'failed',
                      actions: 'rememberProblem',
                    },
                  },
                },
                failed: {
                  meta: { view: 'failed' },
                  on: { retry: { target: 'running', actions: 'forgetProblem' } },
                },
              },
            },

            choosing: {
              id: 'choosing',
              always: [
                { guard: 'onlyProviderIsLinked', target: 'accountRevoke', actions: 'takeOnlyProvider' },
                { guard: 'onlyProviderIsUnconnected', target: 'employerSurvey', actions: 'takeOnlyProvider' },
                { guard: 'hasOnlyProvider', target: 'login', actions: 'takeOnlyProvider' },
                { target: 'providerList' },
              ],
            },

            providerList: {
              id: 'providerList',
              meta: { view: 'providerList', screen: 'ProviderListPageOpened' },
              entry: 'forgetProvider',
              on: {
                'choose provider': [
                  { guard: 'isLinked', target: 'accountRevoke', actions: 'takeProvider' },
                  { guard: 'hasConnection', target: 'login', actions: 'takeProvider' },
                  { guard: 'isUnconnected', target: 'employerSurvey', actions: 'takeProvider' },
                ],
                'miss provider': 'employerSurvey',
                'want documents': { guard: 'offersUpload', target: 'fileTypes' },
              },
            },

            login: {
              id: 'login',
              meta: { view: 'login', screen: 'LoginPageOpened' },
              exit: 'forgetInput',
              initial: 'typing',
              states: {
                typing: {
                  on: {
                    'submit login': { target: 'sending', actions: 'forgetProblem' },
                    'want other options': '#loginOptions',
                    back: { guard: 'canChooseProvider', target: '#providerList' },
                  },
                },
                sending: {
                  invoke: {
                    id: 'startAccount',
                    src: 'startAccount',
                    // Credentials pass through here and are never part of the context.
                    input: ({ context, event }) => {
                      assertEvent(event, 'submit login');
                      return {
                        providerId: context.provider!.id,
                        loginOptionId: context.loginOption!.id,
                        fields: event.fields,
                      };
                    },
                    onDone: {
                      target: '#linking',
                      actions: { type: 'rememberProgress', params: ({ event }) => event.output },
                    },
                    onError: {
                      target: 'typing',
                      actions: 'rememberProblem',
                    },
                  },
                },
              },
            },

            loginOptions: {
              id: 'loginOptions',
              meta: { view: 'loginOptions', screen: 'LoginOptionsPageOpened' },
              on: {
                'choose option': { target: 'login', actions: 'takeOption' },
                back: 'login',
              },
            },

            linking: {
              id: 'linking',
              invoke: {
                id: 'followAccount',
                src: 'followAccount',
                input: ({ context }) => ({
                  accountId: context.account!.accountId,
                  version: context.account!.version,
                }),
              },
              on: {
                'account progressed': {
                  actions: { type: 'rememberProgress', params: ({ event }) => event.progress },
                },
                'following failed': { actions: assign(({ event }) => ({ problem: event.problem })) },
              },
              always: [
                { guard: 'isConnected', target: 'connectSuccess', actions: 'rememberSource' },
                { guard: 'hasFailed', target: 'linkError' },
              ],
              initial: 'waiting',
              states: {
                waiting: {
                  meta: { view: 'connecting' },
                  always: [
                    { guard: 'isChallenged', target: 'mfa' },
                    { guard: 'isRedirected', target: 'redirecting' },
                  ],
                },
                redirecting: {
                  meta: { view: 'redirecting' },
                  always: { guard: 'isNotRedirected', target: 'waiting' },
                  invoke: {
                    id: 'signInWindow',
                    src: 'signInWindow',
                    input: ({ context }) => ({ url: context.account!.redirectUrl! }),
                  },
                  on: {
                    // The click opened a new window already; entering again sends it to the provider.
                    'popup opened': { target: 'redirecting', reenter: true },
                    back: '#login',
                  },
                  initial: 'open',
                  states: {
                    open: { on: { 'popup blocked': 'blocked', 'popup closed': 'dismissed' } },
                    blocked: {},
                    dismissed: {},
                  },
                },
                mfa: {
                  meta: { view: 'mfa', screen: 'MfaPageOpened' },
                  exit: 'forgetInput',
                  always: { guard: 'isUnchallenged', target: 'waiting' },
                  initial: 'asking',
                  states: {
                    asking: {
                      on: {
                        'answer challenge': { target: 'sending', actions: 'forgetProblem' },
                        'renew challenge': { target: 'renewing', actions: 'forgetProblem' },
                        back: '#login',
                      },
                      initial: 'first',
                      states: { first: {}, renewed: {} },
                    },
                    renewing: {
                      invoke: {
                        id: 'renewChallenge',
                        src: 'renewChallenge',
                        input: ({ context }) => ({
                          accountId: context.account!.accountId,
                          challengeId: context.account!.challenge!.challengeId,
                        }),
                        onDone: {
                          target: 'asking.renewed',
                          actions: { type: 'rememberProgress', params: ({ event }) => event.output },
                        },
                        onError: { target: 'asking', actions: 'rememberProblem' },
                      },
                    },
                    sending: {
                      invoke: {
                        id: 'answerChallenge',
                        src: 'answerChallenge',
                        input: ({ context, event }) => {
                          assertEvent(event, 'answer challenge');
                          return {
                            accountId: context.account!.accountId,
                            challengeId: context.account!.challenge!.challengeId,
                            answer: event.answer,
                          };
                        },
                        onDone: {
                          target: 'asking',
                          actions: { type: 'rememberProgress', params: ({ event }) => event.output },
                        },
                        onError: {
                          target: 'asking',
                          actions: 'rememberProblem',
                        },
                      },
                    },
                  },
                },
              },
            },

            connectSuccess: {
              meta: { view: 'connectSuccess', screen: 'ConnectSuccessPageOpened' },
              on: { another: { guard: 'canChooseProvider', target: 'providerList' } },
            },

            linkError: {
              meta: { view: 'linkError' },
              on: {
                retry: 'login',
                another: { guard: 'canChooseProvider', target: 'providerList' },
              },
            },

            accountRevoke: {
              meta: { view: 'accountRevoke', screen: 'AccountRevokePageOpened' },
              exit: 'forgetProblem',
              initial: 'showing',
              states: {
                showing: {
                  on: {
                    'ask to remove': 'asking',
                    back: { guard: 'canChooseProvider', target: '#providerList' },
                  },
                },
                asking: { on: { 'confirm removal': 'removing', 'cancel removal': 'showing' } },
                removing: {
                  entry: 'forgetProblem',
                  invoke: {
                    id: 'revokeAccount',
                    src: 'revokeAccount',
                    input: ({ context }) => context.account!.accountId,
                    onDone: {
                      target: 'removed',
                      actions: [
                        { type: 'rememberProgress', params: ({ event }) => event.output },
                        'rememberSource',
                      ],
                    },
                    onError: {
                      target: 'showing',
                      actions: 'rememberProblem',
                    },
                  },
                },
                removed: {
                  on: {
                    retry: '#login',
                    another: { guard: 'canChooseProvider', target: '#providerList' },
                  },
                },
              },
            },

            employerSurvey: {
              meta: { view: 'employerSurvey', screen: 'EmployerSurveyPageOpened' },
              exit: 'forgetInput',
              initial: 'typing',
              states: {
                typing: {
                  on: {
                    'submit survey': { target: 'sending', actions: 'forgetProblem' },
                    back: { guard: 'canChooseProvider', target: '#providerList' },
                  },
                },
                sending: {
                  invoke: {
                    id: 'sendSurvey',
                    src: 'sendSurvey',
                    input: ({ event }) => {
                      assertEvent(event, 'submit survey');
                      return event.survey;
                    },
                    onDone: [{ guard: 'offersUpload', target: '#fileTypes' }, { target: 'sent' }],
                    onError: {
                      target: 'typing',
                      actions: 'rememberProblem',
                    },
                  },
                },
                sent: {
                  entry: 'forgetInput',
                  on: { another: { guard: 'canChooseProvider', target: '#providerList' } },
                },
              },
            },

            fileTypes: {
              id: 'fileTypes',
              initial: 'running',
              states: {
                running: {
                  meta: { view: 'loading' },
                  invoke: {
                    id: 'loadFileTypes',
                    src: 'loadFileTypes',
                    onDone: {
                      target: '#fileTypeList',
                      actions: assign(({ event }) => ({ fileTypes: event.output })),
                    },
                    onError: {
                      target: 'failed',
                      actions: 'rememberProblem',
                    },
                  },
                },
                failed: {
                  meta: { view: 'failed' },
                  on: {
                    retry: { target: 'running', actions: 'forgetProblem' },
                    back: { guard: 'canChooseProvider', target: '#providerList', actions: 'forgetProblem' },
                  },
                },
              },
            },

            fileTypeList: {
              id: 'fileTypeList',
              meta: { view: 'fileTypeList', screen: 'FileTypeListPageOpened' },
              on: {
                'choose file type': { target: 'upload', actions: 'takeFileType' },
                'choose archive': { target: 'revokeArchive', actions: 'takeArchive' },
                back: { guard: 'canChooseProvider', target: 'providerList' },
              },
            },

            upload: {
              meta: { view: 'upload', screen: 'FileTypePageOpened' },
              exit: ['forgetFiles', 'forgetProblem'],
              initial: 'picking',
              states: {
                picking: {
                  on: {
                    'add files': {
                      actions: assign(({ context, event }) => ({
                        files: [...context.files, ...event.files],
                      })),
                    },
                    'remove file': {
                      actions: assign(({ context, event }) => ({
                        files: context.files.filter((file) => file.id !== event.id),
                      })),
                    },
                    'submit files': { guard: 'canUpload', target: 'sending', actions: 'forgetProblem' },
                    back: '#fileTypeList',
                  },
                },
                sending: {
                  entry: assign({ uploadedShare: 0 }),
                  invoke: {
                    id: 'uploadFiles',
                    src: 'uploadFiles',
                    input: ({ context }) => ({ fileType: context.fileType!.type, files: context.files }),
                  },
                  on: {
                    'upload progressed': { actions: assign(({ event }) => ({ uploadedShare: event.share })) },
                    'upload finished': {
                      target: '#archiveSuccess',
                      actions: { type: 'rememberArchive', params: ({ event }) => event.progress },
                    },
                    'upload failed': {
                      target: 'picking',
                      actions: assign(({ event }) => ({ problem: event.problem })),
                    },
                    'cancel upload': 'picking',
                  },
                },
              },
            },

            archiveSuccess: {
              id: 'archiveSuccess',
              meta: { view: 'archiveSuccess', screen: 'ArchiveSuccessPageOpened' },
              invoke: {
                id: 'followNewArchive',
                src: 'followArchive',
                input: ({ context }) => context.archive!,
              },
              on: {
                'archive progressed': {
                  actions: { type: 'rememberArchive', params: ({ event }) => event.progress },
                },
                another: 'fileTypeList',
              },
            },

            revokeArchive: {
              meta: { view: 'revokeArchive', screen: 'RevokeArchivePageOpened' },
              exit: 'forgetProblem',
              initial: 'showing',
              states: {
                showing: {
                  invoke: {
                    id: 'followKnownArchive',
                    src: 'followArchive',
                    input: ({ context }) => context.archive!,
                  },
                  on: {
                    'archive progressed': {
                      actions: { type: 'rememberArchive', params: ({ event }) => event.progress },
                    },
                    'ask to remove': 'asking',
                    back: '#fileTypeList',
                  },
                },
                asking: { on: { 'confirm removal': 'removing', 'cancel removal': 'showing' } },
                removing: {
                  entry: 'forgetProblem',
                  invoke: {
                    id: 'revokeArchive',
                    src: 'revokeArchive',
                    input: ({ context }) => context.archive!.archive.id,
                    onDone: {
                      target: 'removed',
                      actions: { type: 'rememberArchive', params: ({ event }) => event.output },
                    },
                    onError: {
                      target: 'showing',
                      actions: 'rememberProblem',
                    },
                  },
                },
                removed: { on: { another: '#fileTypeList' } },
              },
            },
          },
        },

        session: {
          initial: 'valid',
          states: {
            valid: { on: { 'token expired': 'expired', 'update token': 'renewing' } },
            expired: {
              entry: 'tellExpired',
              on: { 'update token': 'renewing' },
            },
            renewing: {
              invoke: {
                id: 'renewSession',
                src: 'renewSession',
                input: ({ event }) => {
                  assertEvent(event, 'update token');
                  return event.userToken;
                },
                onDone: {
                  target: 'valid',
                  actions: assign(({ context, event }) => ({
                    session: context.session && { ...context.session, expiresAt: event.output.expiresAt },
                  })),
                },
                onError: 'expired',
              },
            },
          },
        },

        leaving: {
          initial: 'staying',
          states: {
            staying: {
              on: {
                leave: [
                  { guard: 'losesInput', target: 'asking' },
                  {
                    target: '#closed',
                    actions: { type: 'tellClosed', params: ({ event }) => event.reason },
                  },
                ],
              },
            },
            asking: {
              on: {
                stay: 'staying',
                'leave after all': { target: '#closed', actions: { type: 'tellClosed', params: 'close' } },
                leave: {
                  target: '#closed',
                  actions: { type: 'tellClosed', params: ({ event }) => event.reason },
                },
              },
            },
          },
        },
      },
    },

    closed: { id: 'closed', type: 'final', meta: { view: 'closed' } },
  },
});

function onlyProvider({ session, providers }: ChartContext) {
  const wanted = session?.options.providers ?? [];
  return wanted.length === 1 ? providers.find((provider) => provider.id === wanted[0]) : undefined;
}

function chosenProvider({ providers }: ChartContext, event: ChartEvent) {
  return event.type === 'choose provider'
    ? providers.find((provider) => provider.id === event.providerId)
    : undefined;
}

function linkedAccount({ sources }: ChartContext, providerId: string | undefined) {
  return sources.accounts.find(
    (account) => account.providerId === providerId && account.status === 'CONNECTED',
  );
}

function withAccount(accounts: LinkedAccount[], account: LinkedAccount | null): LinkedAccount[] {
  if (!account) return accounts;
  return [account, ...accounts.filter(({ accountId }) => accountId !== account.accountId)];
}

/** Of the event with which an invoked promise failed. */
function problemOf(event: object): Problem {
  const error = 'error' in event ? event.error : null;
  return error instanceof ApiFailure ? error.code : 'SERVER_ERROR';
}

const recordsOf = (callbacks: CallbackRecord[]) =>
  callbacks.map((record) => ({ kind: 'record' as const, record }));
