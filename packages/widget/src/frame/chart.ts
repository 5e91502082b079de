// biome-ignore-all lint/style/noNonNullAssertion: the chart enters this state only with this part of the context
import type { CallbackRecord, CloseReason } from '@winkwire/contract/callbacks';
import type { WidgetOptions } from '@winkwire/contract/host-messages';
import type { AccountProgress, ArchiveProgress } from '@winkwire/contract/widget-api';
import { and, assertEvent, assign, not, or, stateIn } from 'xstate';
import { ApiFailure } from './api-failure.ts';
import { chartActors } from './chart-actors.ts';
import type { ChartContext, ChartEvent, FailureCode, LinkedAccount, StateMeta } from './chart-vocabulary.ts';
import { isMistyped } from './is-mistyped.ts';
import { setup } from './setup.ts';
import { withinLimits } from './within-limits.ts';

/*
 * The state machine of the whole widget. The region `flow` says which screen is shown, `session` says whether the token
 * is valid, and `closing` may ask the user before the widget closes.
 */
export const chart = setup({
  types: {
    context: {} as ChartContext,
    events: {} as ChartEvent,
    input: {} as {
      options: WidgetOptions;
      canRenew: boolean;
      pageUrl: string | null;
      returnCode?: string | undefined;
    },
    meta: {} as StateMeta,
  },
  actors: chartActors,
  delays: {
    /** How long the page may take to supply a new token, in ms. */
    renewalTimeout: ({ context }) => (context.canRenew ? 12_000 : 0),
    /** How long the server may take to stop linking after `close()`. The loader waits 2.5 s for the whole closing. */
    stopTimeout: 1_200,
  },
  guards: {
    resumesLinking: ({ context }) => resumedProvider(context) !== undefined,
    isRefused: ({ event }) => failureCodeOf(event) === 'INVALID_PARAMETERS',
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
    isMistyped: ({ context }) => context.loginOption?.kind === 'FORM' && isMistyped(context.account),
    isChallenged: ({ context }) => Boolean(context.account?.challenge),
    isUnchallenged: ({ context }) => !context.account?.challenge,
    isRedirected: ({ context }) => Boolean(context.account?.redirectUrl),
    isNotRedirected: ({ context }) => !context.account?.redirectUrl,
    canUpload: ({ context }) => context.files.length > 0 && context.files.every((file) => !file.fault),
    wouldLoseInput: ({ context }) => context.inputAtRisk,
    isLinking: ({ context }) =>
      context.account?.status === 'PENDING' || context.account?.status === 'AWAITING_MFA',
    mayAsk: ({ event }) => event.type === 'closing.requested' && event.reason === 'close' && !event.force,
    isValid: stateIn({ shown: { session: 'valid' } }),
    isForced: ({ event }) => event.type === 'closing.requested' && event.force === true,
  },
  actions: {
    storeProgress: assign(({ context }, progress: AccountProgress) => {
      const { callbacks, ...account } = progress;
      // Responses can arrive out of order. An older response does not change the account, but its callbacks are
      // forwarded.
      const isOlder =
        context.account?.accountId === account.accountId && account.version < context.account.version;
      return {
        announcements: [...context.announcements, ...recordsOf(callbacks)],
        account: isOlder ? context.account : account,
        failure: null,
      };
    }),
    storeAccount: assign(({ context }) => ({
      sources: { ...context.sources, accounts: withAccount(context.sources.accounts, context.account) },
    })),
    storeArchive: assign(({ context }, progress: ArchiveProgress) => {
      const { callbacks, ...archive } = progress;
      const others = context.sources.archives.filter((known) => known.archive.id !== archive.archive.id);
      return {
        archive,
        announcements: [...context.announcements, ...recordsOf(callbacks)],
        sources: { ...context.sources, archives: [archive, ...others] },
        failure: null,
      };
    }),
    storeFailure: assign(({ event }) => ({ failure: failureCodeOf(event) })),
    clearFailure: assign({ failure: null }),
    clearInput: assign({ inputAtRisk: false, failure: null }),
    setFilesAside: assign(({ context }) => ({ files: [], sentFiles: context.files, uploadProgress: 0 })),
    clearProvider: assign({ provider: null, loginOption: null, account: null, stopTooLate: false }),
    resumeLinking: assign(({ context }) => {
      const provider = resumedProvider(context)!;
      const loginOption = provider.loginOptions.find(({ kind }) => kind === 'REDIRECT');
      return { provider, loginOption: loginOption ?? null, account: context.session!.resumedAccount };
    }),
    selectProvider: assign(({ context, event }) => ({
      provider: chosenProvider(context, event) ?? null,
      loginOption: chosenProvider(context, event)?.loginOptions[0] ?? null,
      account: linkedAccount(context, chosenProvider(context, event)?.id) ?? null,
    })),
    selectOnlyProvider: assign(({ context }) => ({
      provider: onlyProvider(context) ?? null,
      loginOption: onlyProvider(context)?.loginOptions[0] ?? null,
      account: linkedAccount(context, onlyProvider(context)?.id) ?? null,
    })),
    selectLoginOption: assign(({ context, event }) => {
      assertEvent(event, 'loginOption.chosen');
      const options = context.provider?.loginOptions ?? [];
      const loginOption = options.find((option) => option.id === event.optionId) ?? context.loginOption;
      // The outcome of one login option does not apply to another option, so the account is reset.
      return { loginOption, account: null };
    }),
    selectFileType: assign(({ context, event }) => {
      assertEvent(event, 'fileType.chosen');
      return {
        fileType: context.fileTypes.find(({ type }) => type === event.fileType) ?? null,
        // Chosen files are kept if the user chooses the same file type again and has not sent them.
        files: context.fileType?.type === event.fileType && !context.archive ? context.files : [],
        archive: null,
      };
    }),
    selectArchive: assign(({ context, event }) => {
      assertEvent(event, 'archive.chosen');
      const archive = context.sources.archives.find((known) => known.archive.id === event.archiveId) ?? null;
      return {
        archive,
        fileType: context.fileTypes.find(({ type }) => type === archive?.archive.type) ?? null,
        files: [],
      };
    }),
    storeLanguage: assign(({ context: { session }, event }) => {
      assertEvent(event, 'language.changed');
      const { language, consent } = event;
      return { session: session && { ...session, language, consent: consent ?? session.consent } };
    }),
    announceExpired: assign(({ context }) => ({
      announcements: [...context.announcements, { kind: 'expired' as const }],
    })),
    noteStopTooLate: assign({ stopTooLate: true }),
    announceClosed: assign(({ context }, reason: CloseReason) => ({
      announcements: [...context.announcements, { kind: 'closed' as const, reason }],
      inputAtRisk: false,
    })),
  },
}).createMachine({
  id: 'widget',
  context: ({ input }) => ({
    options: input.options,
    canRenew: input.canRenew,
    pageUrl: input.pageUrl,
    returnCode: input.returnCode,
    session: null,
    providers: [],
    sources: { accounts: [], archives: [] },
    fileTypes: [],
    provider: null,
    loginOption: null,
    account: null,
    signInPlace: null,
    fileType: null,
    files: [],
    sentFiles: [],
    archive: null,
    uploadProgress: 0,
    failure: null,
    inputAtRisk: false,
    stopTooLate: false,
    announcements: [],
  }),
  initial: 'shown',
  states: {
    shown: {
      type: 'parallel',
      states: {
        flow: {
          initial: 'opening',
          on: {
            'input.changed': { actions: assign(({ event }) => ({ inputAtRisk: event.atRisk })) },
            'language.changed': { actions: 'storeLanguage' },
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
                    input: ({ context: { options, returnCode } }) => ({ options, returnCode }),
                    onDone: {
                      target: '#arriving',
                      actions: assign(({ context, event }) => ({
                        session: event.output,
                        announcements: [...context.announcements, ...recordsOf(event.output.callbacks)],
                      })),
                    },
                    onError: {
                      target: 'failed',
                      actions: 'storeFailure',
                    },
                  },
                },
                failed: {
                  meta: { view: 'failed' },
                  on: { 'retry.requested': { target: 'running', actions: 'clearFailure' } },
                },
              },
            },

            arriving: {
              id: 'arriving',
              always: [{ guard: 'needsConsent', target: 'consent' }, { target: 'catalogue' }],
            },

            consent: {
              meta: { view: 'consent', screen: 'ConsentPageOpened' },
              exit: 'clearFailure',
              initial: 'deciding',
              states: {
                deciding: { on: { 'consent.given': { target: 'recording', actions: 'clearFailure' } } },
                recording: {
                  invoke: {
                    id: 'recordConsent',
                    src: 'recordConsent',
                    input: ({ context }) => ({ digest: context.session!.consent!.digest }),
                    onDone: '#catalogue',
                    onError: [
                      { guard: 'isRefused', target: 'rereading', actions: 'storeFailure' },
                      { target: 'deciding', actions: 'storeFailure' },
                    ],
                  },
                },
                // The wording has changed. The user must agree to the new wording, unless the user has done so in
                // another tab.
                rereading: {
                  invoke: {
                    id: 'readConsent',
                    src: 'readConsent',
                    input: ({ context }) => context.session!.language,
                    onDone: [
                      { guard: ({ event }) => event.output === null, target: '#catalogue' },
                      {
                        target: 'deciding',
                        actions: assign(({ context, event }) => ({
                          session: { ...context.session!, consent: event.output },
                        })),
                      },
                    ],
                    onError: {
                      target: 'deciding',
                      actions: 'storeFailure',
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
                      actions: 'storeFailure',
                    },
                  },
                },
                failed: {
                  meta: { view: 'failed' },
                  on: { 'retry.requested': { target: 'running', actions: 'clearFailure' } },
                },
              },
            },

            choosing: {
              id: 'choosing',
              always: [
                { guard: 'resumesLinking', target: 'linking', actions: 'resumeLinking' },
                { guard: 'onlyProviderIsLinked', target: 'accountRevoke', actions: 'selectOnlyProvider' },
                {
                  guard: 'onlyProviderIsUnconnected',
                  target: 'employerSurvey',
                  actions: 'selectOnlyProvider',
                },
                { guard: 'hasOnlyProvider', target: 'login', actions: 'selectOnlyProvider' },
                { target: 'providerList' },
              ],
            },

            providerList: {
              id: 'providerList',
              meta: { view: 'providerList', screen: 'ProviderListPageOpened' },
              entry: 'clearProvider',
              on: {
                'provider.chosen': [
                  { guard: 'isLinked', target: 'accountRevoke', actions: 'selectProvider' },
                  { guard: 'hasConnection', target: 'login', actions: 'selectProvider' },
                  { guard: 'isUnconnected', target: 'employerSurvey', actions: 'selectProvider' },
                ],
                // This event is only reported to the page.
                'providers.searched': {},
                'provider.notListed': 'employerSurvey',
                'documents.requested': { guard: 'offersUpload', target: 'fileTypes' },
              },
            },

            login: {
              id: 'login',
              meta: { view: 'login', screen: 'LoginPageOpened' },
              exit: 'clearInput',
              initial: 'typing',
              states: {
                typing: {
                  on: {
                    'login.submitted': {
                      target: 'sending',
                      actions: [
                        'clearFailure',
                        assign(({ event }) => ({ signInPlace: event.signInPlace ?? null })),
                      ],
                    },
                    'loginOptions.requested': '#loginOptions',
                    'back.requested': { guard: 'canChooseProvider', target: '#providerList' },
                  },
                  initial: 'ready',
                  states: {
                    ready: {},
                    /** Stops the sign-in. If this fails, the next sign-in or the end of the session stops it. */
                    leaving: {
                      id: 'leavingSignIn',
                      invoke: {
                        id: 'leaveSignIn',
                        src: 'stopLinking',
                        input: ({ context }) => ({
                          accountId: context.account!.accountId,
                          version: context.account!.version,
                        }),
                        onDone: [
                          {
                            guard: ({ event }) => event.output.status === 'CONNECTED',
                            target: '#connectSuccess',
                            actions: [
                              { type: 'storeProgress', params: ({ event }) => event.output },
                              'storeAccount',
                              'noteStopTooLate',
                            ],
                          },
                          {
                            target: 'ready',
                            actions: { type: 'storeProgress', params: ({ event }) => event.output },
                          },
                        ],
                        onError: 'ready',
                      },
                    },
                  },
                },
                sending: {
                  invoke: {
                    id: 'startAccount',
                    src: 'startAccount',
                    // Credentials reach the actor here, and must never enter the context.
                    input: ({ context, event }) => {
                      assertEvent(event, 'login.submitted');
                      return {
                        providerId: context.provider!.id,
                        loginOptionId: context.loginOption!.id,
                        fields: event.fields,
                        // After a sign-in at the provider's own page, the server sends the user back to this URL.
                        ...(event.signInPlace && context.pageUrl ? { pageUrl: context.pageUrl } : {}),
                      };
                    },
                    onDone: {
                      target: '#linking',
                      actions: { type: 'storeProgress', params: ({ event }) => event.output },
                    },
                    onError: {
                      target: 'typing',
                      actions: 'storeFailure',
                    },
                  },
                },
              },
            },

            loginOptions: {
              id: 'loginOptions',
              meta: { view: 'loginOptions', screen: 'LoginOptionsPageOpened' },
              on: {
                'loginOption.chosen': { target: 'login', actions: 'selectLoginOption' },
                'back.requested': 'login',
              },
            },

            linking: {
              id: 'linking',
              invoke: {
                id: 'pollAccount',
                src: 'pollAccount',
                input: ({ context }) => ({
                  accountId: context.account!.accountId,
                  version: context.account!.version,
                }),
              },
              on: {
                'account.progressed': {
                  actions: { type: 'storeProgress', params: ({ event }) => event.progress },
                },
                'account.pollFailed': { actions: assign(({ event }) => ({ failure: event.failure })) },
              },
              always: [
                { guard: 'isConnected', target: 'connectSuccess', actions: 'storeAccount' },
                { guard: 'isMistyped', target: 'login' },
                // While linking is being stopped, the user wants to leave, so no error is shown.
                { guard: and(['hasFailed', not(stateIn('#stopping'))]), target: 'linkError' },
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
                    input: ({ context }) => ({
                      url: context.account!.redirectUrl!,
                      place: context.signInPlace,
                    }),
                  },
                  on: {
                    // The click has opened an empty popup. Entering the state again sends the popup to the provider.
                    'popup.opened': {
                      target: 'redirecting',
                      reenter: true,
                      actions: assign({ signInPlace: 'popup' }),
                    },
                    'tab.chosen': {
                      target: 'redirecting',
                      reenter: true,
                      actions: assign({ signInPlace: 'tab' }),
                    },
                    'back.requested': '#leavingSignIn',
                  },
                  initial: 'open',
                  states: {
                    open: {
                      on: {
                        'popup.shown': {},
                        'popup.blocked': 'blocked',
                        'popup.closed': 'dismissed',
                        'popup.sandboxed': 'sandboxed',
                        'tab.left': 'leaving',
                        'tab.returned': 'dismissed',
                      },
                    },
                    /** A popup of a sandboxed iframe has the same restrictions, so opening it again would not help. */
                    sandboxed: {},
                    leaving: { on: { 'tab.returned': 'dismissed' } },
                    blocked: {},
                    dismissed: {},
                  },
                },
                mfa: {
                  meta: { view: 'mfa', screen: 'MfaPageOpened' },
                  exit: 'clearInput',
                  always: { guard: 'isUnchallenged', target: 'waiting' },
                  initial: 'answering',
                  states: {
                    answering: {
                      on: {
                        'challenge.answered': { target: 'sending', actions: 'clearFailure' },
                        'challenge.renewalRequested': { target: 'renewing', actions: 'clearFailure' },
                        'back.requested': '#leavingSignIn',
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
                          target: 'answering.renewed',
                          actions: { type: 'storeProgress', params: ({ event }) => event.output },
                        },
                        onError: { target: 'answering', actions: 'storeFailure' },
                      },
                    },
                    sending: {
                      invoke: {
                        id: 'answerChallenge',
                        src: 'answerChallenge',
                        input: ({ context, event }) => {
                          assertEvent(event, 'challenge.answered');
                          return {
                            accountId: context.account!.accountId,
                            challengeId: context.account!.challenge!.challengeId,
                            answer: event.answer,
                          };
                        },
                        onDone: {
                          target: 'answering',
                          actions: { type: 'storeProgress', params: ({ event }) => event.output },
                        },
                        onError: {
                          target: 'answering',
                          actions: 'storeFailure',
                        },
                      },
                    },
                  },
                },
              },
            },

            connectSuccess: {
              id: 'connectSuccess',
              meta: { view: 'connectSuccess', screen: 'ConnectSuccessPageOpened' },
              on: { 'list.requested': { guard: 'canChooseProvider', target: 'providerList' } },
            },

            linkError: {
              meta: { view: 'linkError' },
              on: {
                'retry.requested': 'login',
                'list.requested': { guard: 'canChooseProvider', target: 'providerList' },
              },
            },

            accountRevoke: {
              meta: { view: 'accountRevoke', screen: 'AccountRevokePageOpened' },
              exit: 'clearFailure',
              initial: 'showing',
              states: {
                showing: {
                  on: {
                    'removal.requested': 'confirming',
                    'back.requested': { guard: 'canChooseProvider', target: '#providerList' },
                  },
                },
                confirming: { on: { 'removal.confirmed': 'removing', 'removal.cancelled': 'showing' } },
                removing: {
                  entry: 'clearFailure',
                  invoke: {
                    id: 'revokeAccount',
                    src: 'revokeAccount',
                    input: ({ context }) => context.account!.accountId,
                    onDone: {
                      target: 'removed',
                      actions: [
                        { type: 'storeProgress', params: ({ event }) => event.output },
                        'storeAccount',
                      ],
                    },
                    onError: {
                      target: 'showing',
                      actions: 'storeFailure',
                    },
                  },
                },
                removed: {
                  on: {
                    'retry.requested': '#login',
                    'list.requested': { guard: 'canChooseProvider', target: '#providerList' },
                  },
                },
              },
            },

            employerSurvey: {
              meta: { view: 'employerSurvey', screen: 'EmployerSurveyPageOpened' },
              exit: 'clearInput',
              initial: 'typing',
              states: {
                typing: {
                  on: {
                    'survey.submitted': { target: 'sending', actions: 'clearFailure' },
                    'back.requested': { guard: 'canChooseProvider', target: '#providerList' },
                  },
                },
                sending: {
                  invoke: {
                    id: 'sendSurvey',
                    src: 'sendSurvey',
                    input: ({ event }) => {
                      assertEvent(event, 'survey.submitted');
                      return event.survey;
                    },
                    onDone: [{ guard: 'offersUpload', target: '#fileTypes' }, { target: 'sent' }],
                    onError: {
                      target: 'typing',
                      actions: 'storeFailure',
                    },
                  },
                },
                sent: {
                  entry: 'clearInput',
                  on: { 'list.requested': { guard: 'canChooseProvider', target: '#providerList' } },
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
                      actions: 'storeFailure',
                    },
                  },
                },
                failed: {
                  meta: { view: 'failed' },
                  on: {
                    'retry.requested': { target: 'running', actions: 'clearFailure' },
                    'back.requested': {
                      guard: 'canChooseProvider',
                      target: '#providerList',
                      actions: 'clearFailure',
                    },
                  },
                },
              },
            },

            fileTypeList: {
              id: 'fileTypeList',
              meta: { view: 'fileTypeList', screen: 'FileTypeListPageOpened' },
              on: {
                'fileType.chosen': { target: 'upload', actions: 'selectFileType' },
                'archive.chosen': { target: 'revokeArchive', actions: 'selectArchive' },
                'back.requested': { guard: 'canChooseProvider', target: 'providerList' },
              },
            },

            upload: {
              id: 'upload',
              meta: { view: 'upload', screen: 'FileTypePageOpened' },
              exit: 'clearInput',
              initial: 'picking',
              states: {
                picking: {
                  on: {
                    'files.added': {
                      actions: assign(({ context, event }) => ({
                        files: withinLimits([...context.files, ...event.files]),
                      })),
                    },
                    'file.replaced': {
                      actions: assign(({ context, event }) => ({
                        files: withinLimits(
                          context.files.map((file) => (file.id === event.id ? event.file : file)),
                        ),
                      })),
                    },
                    'file.removed': {
                      actions: assign(({ context, event }) => ({
                        files: withinLimits(context.files.filter((file) => file.id !== event.id)),
                      })),
                    },
                    'files.submitted': { guard: 'canUpload', target: 'sending', actions: 'clearFailure' },
                    'back.requested': '#fileTypeList',
                  },
                },
                sending: {
                  entry: assign({ uploadProgress: 0 }),
                  invoke: {
                    id: 'uploadFiles',
                    src: 'uploadFiles',
                    input: ({ context }) => ({ fileType: context.fileType!.type, files: context.files }),
                  },
                  on: {
                    'upload.progressed': {
                      actions: assign(({ event }) => ({ uploadProgress: event.share })),
                    },
                    'upload.finished': {
                      target: '#archiveSuccess',
                      actions: [
                        'setFilesAside',
                        { type: 'storeArchive', params: ({ event }) => event.progress },
                      ],
                    },
                    'upload.failed': {
                      target: 'picking',
                      actions: assign(({ event }) => ({ failure: event.failure })),
                    },
                    'file.refused': {
                      target: 'picking',
                      actions: assign(({ context, event: { position, fault } }) => ({
                        files: context.files.map((file, index) =>
                          index === position ? { ...file, fault } : file,
                        ),
                      })),
                    },
                    'upload.cancelled': 'picking',
                  },
                },
              },
            },

            archiveSuccess: {
              id: 'archiveSuccess',
              meta: { view: 'archiveSuccess', screen: 'ArchiveSuccessPageOpened' },
              invoke: {
                id: 'pollNewArchive',
                src: 'pollArchive',
                input: ({ context }) => context.archive!,
              },
              on: {
                'archive.progressed': {
                  actions: { type: 'storeArchive', params: ({ event }) => event.progress },
                },
                'files.retaken': {
                  guard: ({ context }) => context.sentFiles.length > 0,
                  target: 'upload',
                  actions: assign(({ event }) => ({ files: event.files })),
                },
                'list.requested': 'fileTypeList',
              },
            },

            revokeArchive: {
              meta: { view: 'revokeArchive', screen: 'RevokeArchivePageOpened' },
              exit: 'clearFailure',
              initial: 'showing',
              states: {
                showing: {
                  invoke: {
                    id: 'pollKnownArchive',
                    src: 'pollArchive',
                    input: ({ context }) => context.archive!,
                  },
                  on: {
                    'archive.progressed': {
                      actions: { type: 'storeArchive', params: ({ event }) => event.progress },
                    },
                    'removal.requested': 'confirming',
                    'back.requested': '#fileTypeList',
                  },
                },
                confirming: { on: { 'removal.confirmed': 'removing', 'removal.cancelled': 'showing' } },
                removing: {
                  entry: 'clearFailure',
                  invoke: {
                    id: 'revokeArchive',
                    src: 'revokeArchive',
                    input: ({ context }) => context.archive!.archive.id,
                    onDone: {
                      target: 'removed',
                      actions: { type: 'storeArchive', params: ({ event }) => event.output },
                    },
                    onError: {
                      target: 'showing',
                      actions: 'storeFailure',
                    },
                  },
                },
                removed: { on: { 'list.requested': '#fileTypeList' } },
              },
            },
          },
        },

        session: {
          initial: 'valid',
          states: {
            valid: { on: { 'token.expired': 'invalid', 'token.updated': 'renewing' } },
            // Waits until the page may be asked for a new token. After three requests without success, the session
            // ends.
            invalid: {
              invoke: {
                id: 'awaitRenewalTurn',
                src: 'awaitRenewalTurn',
                onDone: 'expired',
                onError: 'ended',
              },
              on: { 'token.updated': 'renewing' },
            },
            expired: {
              entry: 'announceExpired',
              after: { renewalTimeout: 'ended' },
              on: { 'token.updated': 'renewing' },
            },
            ended: { on: { 'token.updated': 'renewing' } },
            renewing: {
              invoke: {
                id: 'renewSession',
                src: 'renewSession',
                input: ({ event }) => {
                  assertEvent(event, 'token.updated');
                  return event.userToken;
                },
                onDone: {
                  target: 'valid',
                  actions: assign(({ context, event }) => ({
                    session: context.session && { ...context.session, expiresAt: event.output.expiresAt },
                  })),
                },
                onError: 'invalid',
              },
            },
          },
        },

        closing: {
          initial: 'idle',
          on: {
            'closing.requested': [
              { guard: and(['isForced', 'isLinking', 'isValid']), target: '.stopping.forPage' },
              { target: '#closed', actions: { type: 'announceClosed', params: ({ event }) => event.reason } },
            ],
          },
          states: {
            idle: {
              on: {
                'closing.requested': {
                  guard: and(['mayAsk', or(['wouldLoseInput', 'isLinking'])]),
                  target: 'confirming',
                },
              },
            },
            confirming: {
              // Linking can end while the user is being asked. If nothing would be lost then, the question closes.
              always: { guard: not(or(['wouldLoseInput', 'isLinking'])), target: 'idle' },
              on: {
                'closing.cancelled': 'idle',
                'closing.requested': { guard: and(['mayAsk', 'isLinking', 'isValid']), target: 'stopping' },
                'closing.confirmed': [
                  { guard: and(['isLinking', 'isValid']), target: 'stopping' },
                  { target: '#closed', actions: { type: 'announceClosed', params: 'close' } },
                ],
              },
              initial: 'asking',
              // `failed`: the server has not confirmed that it has stopped linking.
              states: { asking: {}, failed: {} },
            },
            // The widget closes when the server has stopped linking. After `close()`, it closes in any case.
            stopping: {
              id: 'stopping',
              invoke: {
                id: 'stopLinking',
                src: 'stopLinking',
                input: ({ context }) => ({
                  accountId: context.account!.accountId,
                  version: context.account!.version,
                }),
                onDone: [
                  {
                    guard: and([
                      ({ event }) => event.output.status === 'CONNECTED',
                      not(stateIn('#forPage')),
                    ]),
                    target: 'idle',
                    actions: [
                      { type: 'storeProgress', params: ({ event }) => event.output },
                      'noteStopTooLate',
                    ],
                  },
                  {
                    target: '#closed',
                    actions: [
                      { type: 'storeProgress', params: ({ event }) => event.output },
                      { type: 'announceClosed', params: 'close' },
                    ],
                  },
                ],
                onError: [
                  {
                    guard: stateIn('#forPage'),
                    target: '#closed',
                    actions: { type: 'announceClosed', params: 'close' },
                  },
                  { target: 'confirming.failed' },
                ],
              },
              // The account is already being disconnected. A request to close is ignored, unless it must close at once.
              on: { 'closing.requested': { guard: 'mayAsk' } },
              initial: 'forUser',
              states: {
                forUser: {},
                forPage: {
                  id: 'forPage',
                  after: {
                    stopTimeout: {
                      target: '#closed',
                      actions: { type: 'announceClosed', params: 'close' },
                    },
                  },
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

function resumedProvider({ session, providers }: ChartContext) {
  return providers.find(({ id }) => id === session?.resumedAccount?.providerId);
}

function chosenProvider({ providers }: ChartContext, event: ChartEvent) {
  return event.type === 'provider.chosen'
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

function failureCodeOf(event: object): FailureCode {
  const error = 'error' in event ? event.error : null;
  return error instanceof ApiFailure ? error.code : 'SERVER_ERROR';
}

const recordsOf = (callbacks: CallbackRecord[]) =>
  callbacks.map((record) => ({ kind: 'record' as const, record }));
