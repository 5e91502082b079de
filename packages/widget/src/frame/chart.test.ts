import { readFileSync } from 'node:fs';
import type { ArchiveStatus } from '@winkwire/contract/archive-states';
import { screens, uiEventNames } from '@winkwire/contract/screens';
import type {
  AccountProgress,
  ArchiveProgress,
  Challenge,
  LoginOption,
  Session,
  WidgetProvider,
} from '@winkwire/contract/widget-api';
import { loggedEventNames } from '@winkwire/contract/widget-events';
import { adjacencyMapToArray, getAdjacencyMap } from '@xstate/graph';
import { describe, expect, test } from 'vitest';
import { type AnyStateNode, initialTransition, transition } from 'xstate';
import { ApiFailure } from './api-failure.ts';
import { chart } from './chart.ts';
import { eventsOfTransition } from './chart-events.ts';
import type { Announcement, ChartEvent } from './chart-vocabulary.ts';
import { type ChartSnapshot, newAnnouncements, shownScreen, shownView } from './ui-events.ts';

const form: LoginOption = {
  kind: 'FORM',
  id: 'name',
  fields: ['username'],
};
const redirect: LoginOption = { kind: 'REDIRECT', id: 'redirect' };
const provider = (id: string, accountConnection = true): WidgetProvider => ({
  id,
  name: id,
  longName: id,
  logoUrl: '',
  colour: '#000000',
  type: 'GIG',
  subType: 'SERVICES',
  accountConnection,
  loginOptions: accountConnection ? [form, redirect] : [],
});
const account = (changes: Partial<AccountProgress> = {}): AccountProgress => ({
  accountId: 'a-new',
  providerId: 'free',
  status: 'PENDING',
  version: 1,
  challenge: null,
  redirectUrl: null,
  errorCode: null,
  errorMessage: null,
  loginName: 'George',
  connectedAt: null,
  callbacks: [],
  ...changes,
});
const challenge = (challengeId: string): Challenge => ({
  challengeId,
  isRepeated: false,
  expiresAt: '2030-01-01T00:00:00Z',
  kind: 'CODE',
  length: 4,
  sentTo: 'you',
});
const archive = (status: ArchiveStatus): ArchiveProgress => ({
  archive: {
    id: 'archive-1',
    type: 'PAYSLIP',
    state: { status, errorCode: null, errorMessage: null, updatedAt: '2026-01-01T00:00:00Z' },
    rawFiles: [],
  },
  version: status === 'STARTED' ? 1 : 2,
  reading: null,
  unreadable: [],
  callbacks: [],
});
const session = (changes: { consent?: boolean; providers?: string[]; enableUpload?: boolean }): Session => ({
  sessionId: 'ws-1',
  sessionToken: 'secret',
  expiresAt: '2030-01-01T00:00:00Z',
  mode: 'SANDBOX',
  userId: 'u-1',
  companyName: 'Lender',
  companyLogoUrl: null,
  theme: { scheme: 'auto', light: null, dark: null, radius: null, font: 'system' },
  consent: changes.consent
    ? {
        ...{ templateId: null, title: 'Consent', text: 'Text', version: '1', language: 'en' },
        ...{ digest: 'x', dataTypes: ['INCOME'], days: 60, privacyUrl: null },
      }
    : null,
  language: 'en',
  options: {
    providers: changes.providers ?? [],
    topProviders: [],
    enableUpload: changes.enableUpload ?? true,
    enableSearchBar: true,
    enableTypeBar: true,
    returnUrl: null,
  },
  resumedAccount: null,
  callbacks: [],
  sequence: 0,
  warnings: [],
});
const file = (id: number, fault: 'EMPTY' | null) => ({
  id,
  name: 'a.pdf',
  size: 1,
  fault,
  blob: new Blob(['x']),
});

type TestEvent = ChartEvent | { type: string; output?: unknown; error?: unknown };
const done = (actor: string, output: unknown): TestEvent => ({ type: `xstate.done.actor.${actor}`, output });
const failed = (actor: string): TestEvent => ({
  type: `xstate.error.actor.${actor}`,
  error: new ApiFailure('NETWORK', 'gone'),
});
const progressed = (changes: Partial<AccountProgress>): TestEvent => ({
  type: 'account.progressed',
  progress: account(changes),
});

const catalogue = {
  providers: [provider('free'), provider('linked'), provider('paper', false)],
  sources: {
    accounts: [account({ accountId: 'a-old', providerId: 'linked', status: 'CONNECTED' })],
    archives: [archive('ANALYZED')],
  },
};

const reworded = { ...session({ consent: true }).consent, text: 'New text', digest: 'y' };
const refused: TestEvent = {
  type: 'xstate.error.actor.recordConsent',
  error: new ApiFailure('INVALID_PARAMETERS', 'The wording has changed.'),
};

const testEvents: TestEvent[] = [
  done('openSession', session({ consent: true })),
  done('openSession', session({ providers: ['free'] })),
  done('openSession', session({ providers: ['linked'], enableUpload: false })),
  done('openSession', { ...session({}), resumedAccount: account({ redirectUrl: 'https://there.example/' }) }),
  done('openSession', session({ providers: ['paper'], enableUpload: false })),
  done('openSession', session({ enableUpload: false })),
  failed('openSession'),
  done('recordConsent', null),
  failed('recordConsent'),
  refused,
  done('readConsent', reworded),
  done('readConsent', null),
  failed('readConsent'),
  done('loadCatalogue', catalogue),
  failed('loadCatalogue'),
  done('startAccount', account()),
  done('startAccount', account({ redirectUrl: 'https://there.example/' })),
  failed('startAccount'),
  done('answerChallenge', account({ version: 3 })),
  done(
    'answerChallenge',
    account({
      version: 3,
      status: 'AWAITING_MFA',
      challenge: { ...challenge('ch-2'), isRepeated: true },
    }),
  ),
  failed('answerChallenge'),
  done('renewChallenge', account({ version: 3, status: 'AWAITING_MFA', challenge: challenge('ch-2') })),
  failed('renewChallenge'),
  done('stopLinking', account({ status: 'DISCONNECTED', version: 6 })),
  done('stopLinking', account({ status: 'CONNECTED', version: 6 })),
  failed('stopLinking'),
  { type: 'xstate.after.stopTimeout.forPage' },
  done('leaveSignIn', account({ status: 'DISCONNECTED', version: 6 })),
  done('leaveSignIn', account({ status: 'CONNECTED', version: 6 })),
  failed('leaveSignIn'),
  done(
    'revokeAccount',
    account({ accountId: 'a-old', providerId: 'linked', status: 'DISCONNECTED', version: 9 }),
  ),
  failed('revokeAccount'),
  done('sendSurvey', null),
  failed('sendSurvey'),
  done('loadFileTypes', [{ type: 'PAYSLIP', logoUrl: '', ocr: true }]),
  failed('loadFileTypes'),
  done('revokeArchive', archive('REVOKED')),
  failed('revokeArchive'),
  done('awaitRenewalTurn', undefined),
  failed('awaitRenewalTurn'),
  { type: 'xstate.after.renewalTimeout.widget.shown.session.expired' },
  done('renewSession', session({})),
  failed('renewSession'),
  progressed({ version: 2, status: 'AWAITING_MFA', challenge: challenge('ch-1') }),
  progressed({ version: 4 }),
  progressed({ version: 5, status: 'CONNECTED' }),
  progressed({ version: 5, status: 'ERROR', errorCode: 'INVALID_AUTH' }),
  { type: 'account.pollFailed', failure: 'NETWORK' },
  { type: 'consent.given' },
  { type: 'back.requested' },
  { type: 'retry.requested' },
  { type: 'list.requested' },
  { type: 'provider.chosen', providerId: 'free' },
  { type: 'provider.chosen', providerId: 'linked' },
  { type: 'provider.chosen', providerId: 'paper' },
  { type: 'provider.notListed' },
  { type: 'documents.requested' },
  { type: 'loginOptions.requested' },
  { type: 'loginOption.chosen', optionId: 'redirect' },
  { type: 'language.changed', language: 'es', consent: undefined },
  { type: 'login.submitted', fields: { username: 'George' } },
  { type: 'popup.opened' },
  { type: 'popup.shown' },
  { type: 'providers.searched', resultCount: 0 },
  { type: 'popup.blocked' },
  { type: 'popup.closed' },
  { type: 'popup.sandboxed' },
  { type: 'tab.chosen' },
  { type: 'tab.left' },
  { type: 'tab.returned' },
  { type: 'challenge.answered', answer: '1234' },
  { type: 'challenge.renewalRequested' },
  { type: 'removal.requested' },
  { type: 'removal.confirmed' },
  { type: 'removal.cancelled' },
  { type: 'survey.submitted', survey: { employerName: 'Mill', city: 'Cebu', payPeriod: 'MONTHLY' } },
  { type: 'fileType.chosen', fileType: 'PAYSLIP' },
  { type: 'archive.chosen', archiveId: 'archive-1' },
  { type: 'files.added', files: [file(1, null)] },
  { type: 'files.added', files: [file(2, 'EMPTY')] },
  { type: 'file.removed', id: 1 },
  { type: 'file.replaced', id: 1, file: file(1, null) },
  { type: 'files.submitted' },
  { type: 'upload.cancelled' },
  { type: 'upload.progressed', share: 0.5 },
  { type: 'upload.finished', progress: archive('STARTED') },
  { type: 'upload.failed', failure: 'NETWORK' },
  { type: 'file.refused', position: 0, fault: 'LOCKED' },
  { type: 'archive.progressed', progress: archive('ANALYZED') },
  { type: 'files.retaken', files: [file(1, null)] },
  { type: 'input.changed', atRisk: true },
  { type: 'closing.requested', reason: 'close' },
  { type: 'closing.requested', reason: 'close', force: true },
  { type: 'closing.requested', reason: 'exit' },
  { type: 'closing.requested', reason: 'error' },
  { type: 'closing.confirmed' },
  { type: 'closing.cancelled' },
  { type: 'token.expired' },
  { type: 'token.updated', userToken: 'another' },
];

// ChartEvent does not include XState's own events.
const events = testEvents as ChartEvent[];

interface Edge {
  before: ChartSnapshot;
  event: TestEvent;
  after: ChartSnapshot;
}

/** The active states, and the parts of the context on which most guards depend. */
function situation({ value, context }: ChartSnapshot): string {
  const { account, session } = context;
  return JSON.stringify([
    value,
    session?.options.providers,
    session?.options.enableUpload,
    session?.resumedAccount?.accountId,
    context.providers.length,
    context.provider?.id,
    account && [account.status, account.challenge?.challengeId, account.redirectUrl],
    context.files.length > 0,
    context.inputAtRisk,
  ]);
}

function walk(): Edge[] {
  const map = getAdjacencyMap(chart, {
    input: { options: { userToken: 'secret' }, canRenew: true, pageUrl: null },
    events: (snapshot) => events.filter((event) => chart.getTransitionData(snapshot, event).length > 0),
    serializeState: situation,
  });
  return adjacencyMapToArray(map).map(({ state, event, nextState }) => ({
    before: state,
    event,
    after: nextState,
  }));
}

const edges = walk();
const start = edges[0]!.before;
const nodesBelow = (node: AnyStateNode): AnyStateNode[] => [
  node,
  ...Object.values(node.states).flatMap(nodesBelow),
];
const nodes = nodesBelow(chart.root);
const keyOf = (snapshot: ChartSnapshot) => JSON.stringify(snapshot.value);

test('every state of the chart can be reached', () => {
  const reached = new Set(
    [start, ...edges.map(({ after }) => after)].flatMap(({ _nodes }) => _nodes.map(({ id }) => id)),
  );
  // The chart may leave these states before anybody can observe them.
  const transient = nodes
    .filter(({ always, on }) => always && Object.keys(on).length === 0)
    .map(({ id }) => id);
  const missing = nodes.map(({ id }) => id).filter((id) => !reached.has(id) && !transient.includes(id));
  expect(missing).toEqual([]);
});

test('every edge of the chart is taken', () => {
  const taken = new Set(
    edges.flatMap(({ before, event }) => chart.getTransitionData(before, event as ChartEvent)),
  );
  const untaken = nodes
    .flatMap((node) => [...node.transitions.values()].flat())
    .filter((edge) => !taken.has(edge))
    .map((edge) => `${edge.source.id}: ${edge.eventType}`);
  expect(untaken).toEqual([]);
});

test('every screen of the contract has a state, and every screen of the chart is in the contract', () => {
  const shown = new Set(
    [start, ...edges.map(({ after }) => after)].map(shownScreen).filter((name) => name !== null),
  );
  expect([...shown].sort()).toEqual([...uiEventNames].sort());
});

test('pictures, transcripts and axe see every view of the chart', () => {
  const visits = readFileSync(new URL('../../../../e2e/visit-screens.ts', import.meta.url), 'utf8');
  const views = new Set(edges.map(({ after }) => shownView(after)));
  // These two views have no content to check.
  const seen = [...views].filter((view) => view !== 'loading' && view !== 'closed');
  expect(seen.length).toBeGreaterThan(12);
  // The key of a view's texts is the name of the view, sometimes in the plural.
  expect(seen.filter((view) => !new RegExp(`texts\\.${view}s?\\b`).test(visits))).toEqual([]);
});

/** Changes each time a screen opens. A new challenge opens its screen again. */
const openedScreen = (snapshot: ChartSnapshot) =>
  `${shownScreen(snapshot)} ${snapshot.matches({ shown: { flow: { linking: 'mfa' } } }) ? snapshot.context.account?.challenge?.challengeId : ''}`;

test('entering a screen announces its event once, and any other transition announces none', () => {
  for (const { before, event, after } of edges) {
    const announced = newAnnouncements(before, after).filter(({ kind }) => kind === 'screen');
    const isOpening = shownScreen(after) !== null && openedScreen(after) !== openedScreen(before);
    expect(announced.length, `${keyOf(before)} --${event.type}--> ${keyOf(after)}`).toBe(isOpening ? 1 : 0);
  }
});

test('a UI event has the properties of its screen and no others', () => {
  for (const { before, after } of edges) {
    for (const announcement of newAnnouncements(before, after)) {
      if (announcement.kind !== 'screen') continue;
      const given = [
        ...Object.keys(announcement.account).map((name) => `account.${name}`),
        ...Object.keys(announcement.archive).map((name) => `archive.${name}`),
      ];
      expect(given.sort(), announcement.name).toEqual([...screens[announcement.name].properties].sort());
    }
  }
});

test('every state shows exactly one view', () => {
  for (const after of new Map(edges.map((edge) => [keyOf(edge.after), edge.after])).values()) {
    expect(Object.values(after.getMeta()).filter(Boolean), keyOf(after)).toHaveLength(1);
    expect(shownView(after)).toBeTruthy();
  }
});

test('closing is announced once, with its reason, and ends the chart', () => {
  for (const { before, event, after } of edges) {
    const announced = newAnnouncements(before, after).filter(({ kind }) => kind === 'closed');
    expect(announced.length, event.type).toBe(after.status === 'done' ? 1 : 0);
  }
});

test('the context of the chart never contains a password', () => {
  const after = walkPath([
    done('openSession', session({ providers: ['free'] })),
    done('loadCatalogue', catalogue),
    { type: 'login.submitted', fields: { username: 'George', password: 'open sesame' } },
    done('startAccount', account()),
  ]);
  expect(JSON.stringify(after.at(-1)!.context)).not.toContain('open sesame');
});

describe('along a path', () => {
  test.each([
    ['linking', {}, 'connecting'],
    ['the sign-in, which is unfinished', { redirectUrl: 'https://there.example/' }, 'redirecting'],
    ['a question', { challenge: challenge('c-1') }, 'mfa'],
    ['success', { status: 'CONNECTED' as const }, 'connectSuccess'],
    ['a failure', { status: 'ERROR' as const }, 'linkError'],
  ])('a resumed session goes on with %s', (_, changes, view) => {
    const resumed = { ...session({}), resumedAccount: account(changes) };
    const path = walkPath([done('openSession', resumed), done('loadCatalogue', catalogue)]);
    expect(shownView(path.at(-1)!)).toBe(view);
    expect(path.at(-1)!.context.provider?.id).toBe('free');
  });

  test('a consent to a wording that has changed counts for nothing, and the new wording is shown', () => {
    const agreed = [done('openSession', session({ consent: true })), { type: 'consent.given' }, refused];
    const shown = walkPath([...agreed, done('readConsent', reworded)]).at(-1)!;
    expect(shown.matches({ shown: { flow: { consent: 'deciding' } } })).toBe(true);
    expect(shown.context.session?.consent).toMatchObject({ text: 'New text', digest: 'y' });
    expect(shown.context.failure).toBe('INVALID_PARAMETERS');
    // The user has already agreed to the new wording in another tab.
    const passed = walkPath([...agreed, done('readConsent', null)]).at(-1)!;
    expect(passed.matches({ shown: { flow: 'catalogue' } })).toBe(true);
  });

  const toLogin = [done('openSession', session({ providers: ['free'] })), done('loadCatalogue', catalogue)];

  test('the success screen is announced before the account that has connected', () => {
    const record = { name: 'onAccountConnected', eventId: 'et-1' };
    const [before, after] = walkPath([
      ...toLogin,
      { type: 'login.submitted', fields: {} },
      done('startAccount', account()),
      progressed({ version: 2, status: 'CONNECTED', callbacks: [record] as never }),
    ]).slice(-2);
    expect(newAnnouncements(before!, after!).map(shortly)).toEqual([
      'ConnectSuccessPageOpened',
      'onAccountConnected',
    ]);
  });

  test('a second challenge right after the first opens the screen again', () => {
    const [before, after] = walkPath([
      ...toLogin,
      { type: 'login.submitted', fields: {} },
      done('startAccount', account({ status: 'AWAITING_MFA', challenge: challenge('ch-1') })),
      progressed({ version: 2, status: 'AWAITING_MFA', challenge: challenge('ch-2') }),
    ]).slice(-2);
    expect(newAnnouncements(before!, after!).map(shortly)).toEqual(['MfaPageOpened']);
  });

  test('an older response that arrives late changes nothing, but its callbacks are forwarded', () => {
    const record = { name: 'onAccountCreated', eventId: 'et-1' };
    const [before, after] = walkPath([
      ...toLogin,
      { type: 'login.submitted', fields: {} },
      done('startAccount', account({ version: 3 })),
      progressed({ version: 2, status: 'ERROR', callbacks: [record] as never }),
    ]).slice(-2);
    expect(after!.value).toEqual(before!.value);
    expect(newAnnouncements(before!, after!).map(shortly)).toEqual(['onAccountCreated']);
  });

  test('an expired token leaves the screen as it is, and a new one makes the session valid again', () => {
    const path = walkPath([
      ...toLogin,
      { type: 'input.changed', atRisk: true },
      { type: 'token.expired' },
      done('awaitRenewalTurn', undefined),
      { type: 'token.updated', userToken: 'another' },
      done('renewSession', session({})),
    ]);
    expect(path.map(shownView).slice(-5)).toEqual(['login', 'login', 'login', 'login', 'login']);
    expect(path.at(-1)!.matches({ shown: { session: 'valid' } })).toBe(true);
    expect(path.at(-1)!.context.inputAtRisk).toBe(true);
    expect(newAnnouncements(path.at(-4)!, path.at(-3)!).map(shortly)).toEqual(['expired']);
  });

  test('the X requires a confirmation before typed input is lost, but the page may force the widget to close', () => {
    const typed = [...toLogin, { type: 'input.changed', atRisk: true } satisfies TestEvent];
    expect(walkPath([...typed, { type: 'closing.requested', reason: 'close' }]).at(-1)!.status).toBe(
      'active',
    );
    const closed = walkPath([...typed, { type: 'closing.requested', reason: 'close', force: true }]);
    expect(closed.at(-1)!.status).toBe('done');
  });

  const toUpload: TestEvent[] = [
    done('openSession', session({ enableUpload: true })),
    done('loadCatalogue', catalogue),
    { type: 'documents.requested' },
    done('loadFileTypes', [{ type: 'PAYSLIP', logoUrl: '', ocr: true }]),
    { type: 'fileType.chosen', fileType: 'PAYSLIP' },
    { type: 'files.added', files: [file(1, null)] },
    { type: 'input.changed', atRisk: true },
  ];

  test('chosen files require a confirmation before they are lost, but not after the user has gone back', () => {
    const close: TestEvent = { type: 'closing.requested', reason: 'close' };
    expect(walkPath([...toUpload, close]).at(-1)!.status).toBe('active');
    expect(walkPath([...toUpload, { type: 'back.requested' }, close]).at(-1)!.status).toBe('done');
  });

  test('files are there again after Back, unless they have already been sent', () => {
    const goingBack: TestEvent[] = [
      { type: 'back.requested' },
      { type: 'fileType.chosen', fileType: 'PAYSLIP' },
    ];
    expect(walkPath([...toUpload, ...goingBack]).at(-1)!.context.files).toHaveLength(1);
    const sent = walkPath([
      ...toUpload,
      { type: 'files.submitted' },
      { type: 'upload.finished', progress: archive('STARTED') },
      { type: 'files.retaken', files: [file(1, null)] },
      ...goingBack,
    ]).at(-1)!;
    expect(shownView(sent)).toBe('upload');
    expect(sent.context.files).toEqual([]);
  });
});

describe('leaving while an account connects', () => {
  const linking = [
    done('openSession', session({ providers: ['free'] })),
    done('loadCatalogue', catalogue),
    { type: 'login.submitted', fields: {} },
    done('startAccount', account()),
  ];
  const ask: TestEvent = { type: 'closing.requested', reason: 'close' };
  const force: TestEvent = { ...ask, force: true };
  const confirm: TestEvent = { type: 'closing.confirmed' };
  const ending = (path: TestEvent[]) => {
    const [before, after] = walkPath([...linking, ...path]).slice(-2);
    return [after!.status, ...newAnnouncements(before!, after!).map(shortly)];
  };
  const record = (name: string) => ({ callbacks: [{ name, eventId: 'et-1' }] as never });
  const stopped = done(
    'stopLinking',
    account({ version: 2, status: 'DISCONNECTED', ...record('onAccountRemoved') }),
  );
  const tooLate = done(
    'stopLinking',
    account({ version: 2, status: 'CONNECTED', ...record('onAccountConnected') }),
  );

  test('the user is asked, and the page is informed when the server has stopped', () => {
    expect(ending([ask])).toEqual(['active']);
    expect(ending([ask, confirm])).toEqual(['active']);
    expect(ending([ask, confirm, ask])).toEqual(['active']);
    expect(ending([ask, confirm, stopped])).toEqual(['done', 'onAccountRemoved', 'closed']);
  });

  test('an account that connects first is shown to the user, whether or not the question was answered', () => {
    const shown = ['active', 'ConnectSuccessPageOpened', 'onAccountConnected'];
    expect(ending([ask, confirm, tooLate])).toEqual(shown);
    const connected = progressed({ version: 2, status: 'CONNECTED', ...record('onAccountConnected') });
    expect(ending([ask, connected])).toEqual(shown);
    const after = walkPath([...linking, ask, connected]).at(-1)!;
    expect(after.matches({ shown: { closing: 'idle' } })).toBe(true);
  });

  test('a page that closes the widget is first informed of the outcome of the account', () => {
    expect(ending([force])).toEqual(['active']);
    expect(ending([force, stopped])).toEqual(['done', 'onAccountRemoved', 'closed']);
    expect(ending([force, tooLate])).toEqual(['done', 'onAccountConnected', 'closed']);
    expect(ending([force, failed('stopLinking')])).toEqual(['done', 'closed']);
    expect(ending([force, { type: 'xstate.after.stopTimeout.forPage' }])).toEqual(['done', 'closed']);
  });

  test('if the server does not respond, the user is asked again and may leave', () => {
    expect(ending([ask, confirm, failed('stopLinking')])).toEqual(['active']);
    expect(ending([ask, confirm, failed('stopLinking'), confirm, stopped])[0]).toBe('done');
    expect(ending([ask, confirm, failed('stopLinking'), force, failed('stopLinking')])).toEqual([
      'done',
      'closed',
    ]);
  });
});

describe('going back from a sign-in', () => {
  const back: TestEvent = { type: 'back.requested' };
  const to = (changes: Partial<AccountProgress>): TestEvent[] => [
    done('openSession', session({})),
    done('loadCatalogue', catalogue),
    { type: 'provider.chosen', providerId: 'free' },
    { type: 'login.submitted', fields: {} },
    done('startAccount', account(changes)),
    back,
  ];
  const stopped = done('leaveSignIn', account({ version: 2, status: 'DISCONNECTED' }));
  const tooLate = done('leaveSignIn', account({ version: 2, status: 'CONNECTED' }));

  describe.each([
    ['a question', { status: 'AWAITING_MFA' as const, challenge: challenge('ch-1') }],
    ['the page of the provider', { redirectUrl: 'https://there.example/' }],
  ])('at %s', (_, changes) => {
    const leaving = { shown: { flow: { login: { typing: 'leaving' } } } } as const;

    test('shows the login at once, while the server stops the sign-in', () => {
      const path = walkPath([...to(changes), stopped]);
      expect(path.slice(-2).map(shownView)).toEqual(['login', 'login']);
      expect(path.map((snapshot) => snapshot.matches(leaving)).slice(-2)).toEqual([true, false]);
      expect(path.at(-1)!.context.account!.status).toBe('DISCONNECTED');
    });

    test('shows success if the account has connected meanwhile', () => {
      const last = walkPath([...to(changes), tooLate]).at(-1)!;
      expect([shownView(last), last.context.stopTooLate]).toEqual(['connectSuccess', true]);
    });

    test('does not make the user wait: they may sign in again, or choose another provider', () => {
      const again = walkPath([...to(changes), { type: 'login.submitted', fields: {} }]).at(-1)!;
      expect(again.matches({ shown: { flow: { login: 'sending' } } })).toBe(true);
      expect(shownView(walkPath([...to(changes), back]).at(-1)!)).toBe('providerList');
    });
  });
});

/** Includes the initial snapshot. */
function walkPath(path: TestEvent[]): ChartSnapshot[] {
  const [first] = initialTransition(chart, {
    options: { userToken: 'secret' },
    canRenew: true,
    pageUrl: null,
  });
  const snapshots = [first];
  for (const event of path) snapshots.push(transition(chart, snapshots.at(-1)!, event as ChartEvent)[0]);
  return snapshots;
}

function shortly(announcement: Announcement): string {
  if (announcement.kind === 'screen') return announcement.name;
  return announcement.kind === 'record' ? announcement.record.name : announcement.kind;
}

describe('what a page with onEvent receives', () => {
  const reported = edges.map((edge) => ({ ...edge, events: eventsOfTransition({ ...edge, shownView }) }));
  const namesOf = (matches: (edge: Edge) => boolean) =>
    new Set(reported.filter(matches).flatMap(({ events: found }) => found.map(({ name }) => name)));

  test('a transition of the chart reports each of the events', () => {
    expect(namesOf(() => true)).toEqual(new Set(loggedEventNames));
  });

  test.each([
    ['consent.given', []],
    [done('recordConsent', null).type, ['ConsentGiven']],
    ['provider.chosen', ['ProviderChosen']],
    ['providers.searched', ['ProvidersSearched']],
    ['login.submitted', ['CredentialsSent']],
    ['challenge.answered', ['CodeSent']],
    [done('renewChallenge', null).type, ['CodeResent']],
    ['popup.shown', ['SignInWindowOpened']],
    ['popup.blocked', ['SignInWindowBlocked']],
    ['popup.closed', ['SignInWindowClosed']],
    ['retry.requested', ['Retried']],
    ['files.added', ['FileChosen', 'FileRejected']],
    ['file.refused', ['FileRejected']],
    [done('renewSession', null).type, ['TokenRenewed']],
    ['account.progressed', ['CodeRequested', 'ErrorShown']],
    [done('answerChallenge', null).type, ['CodeRejected']],
    ['closing.requested', ['ConsentDeclined']],
    ['back.requested', []],
    ['input.changed', []],
  ])('%s reports %j and nothing else', (type, names) => {
    expect(namesOf(({ event }) => event.type === type)).toEqual(new Set(names));
  });

  test('no event contains a text that a user has typed, or a secret', () => {
    const typed = /George|1234|secret|another|Mill|Cebu|a\.pdf/;
    expect(
      reported.flatMap(({ events: found }) => found).filter((event) => typed.test(JSON.stringify(event))),
    ).toEqual([]);
  });
});
