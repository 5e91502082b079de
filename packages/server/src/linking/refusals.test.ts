import { accountErrorCodes } from '@winkwire/contract/account-statuses';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sandboxIdentities } from '../connectors/sandbox/identities.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { eventsOf, eventsUntil, newUser, newUserToken, WidgetPage } from '../testing/widget-page.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

async function openPage() {
  const user = await newUser(server);
  return { ...user, page: await WidgetPage.open(server, user.userToken) };
}

test.concurrent.each(accountErrorCodes)(
  'the user name error_%s fails with that code on both channels',
  async (errorCode) => {
    const { page, userId } = await openPage();
    const username = `error_${errorCode}`;
    const failed = await page.login('parcelpond', { username, password: 'x' });
    expect(failed).toMatchObject({ status: 'ERROR', errorCode });
    expect(failed.errorMessage).toMatch(/\w/);
    const events = await eventsOf(server, failed.accountId);
    expect(events.map(({ type }) => type)).toEqual(['ACCOUNT_CREATED', 'ACCOUNT_FAILED']);
    expect(events[1]!.data).toMatchObject({ errorCode, loginName: username });
    expect(page.callbacks[1]).toMatchObject({
      name: 'onAccountError',
      eventId: events[1]!.id,
      arguments: { accountId: failed.accountId, userId, providerId: 'parcelpond', errorCode },
    });
  },
);

test.concurrent.each(sandboxIdentities)(
  '$username logs in by user name, by e-mail and by phone',
  async (identity) => {
    const { page } = await openPage();
    const { password } = identity;
    for (const [field, value] of [
      ['username', identity.username],
      ['email', identity.email],
      ['phone', identity.phone],
    ] as const) {
      const linked = await page.login('parcelpond', { [field]: value, password });
      expect(linked).toMatchObject({ status: 'CONNECTED', loginName: value });
      await eventsUntil(server, linked.accountId, 'TASK_FINISHED');
    }
  },
);

test('a social security number can be the login, and only its last digits are stored', async () => {
  const { page } = await openPage();
  const asked = await page.login('civic-pension', { ssn: '3300000008', password: '123456' });
  const linked = await page.answer(asked, '1234');
  expect(linked).toMatchObject({ status: 'CONNECTED', loginName: '••••••0008' });
  await eventsUntil(server, linked.accountId, 'TASK_FINISHED');
});

test('a provider without a login links at once', async () => {
  const { page } = await openPage();
  const linked = await page.login('work-permit-desk', {}, 'none');
  expect(linked).toMatchObject({ status: 'CONNECTED' });
  const { body } = await server.call(`/v1/accounts/${linked.accountId}`);
  expect(body.data.monitorStatus).toBe('UNSUPPORTED');
});

test('a choice and then a code are requested one after the other', async () => {
  const { page } = await openPage();
  const choice = await page.login('monthend', { username: 'Ryan', password: '654321' });
  expect(choice.challenge).toMatchObject({ kind: 'CHOICE', choices: [{ id: 'sms' }, { id: 'email' }] });
  const code = await page.answer(choice, 'email');
  expect(code.challenge).toMatchObject({ kind: 'CODE' });
  expect(await page.answer(code, '1234')).toMatchObject({ status: 'CONNECTED', loginName: 'Ryan' });
});

test('a question is answered in words', async () => {
  const { page } = await openPage();
  const asked = await page.login('sealbox', { email: 'christina4321@smileapi.io', password: 'YGUS1' });
  expect(asked.challenge).toMatchObject({ kind: 'QUESTION' });
  expect(await page.answer(asked, 'rosyth school')).toMatchObject({ status: 'CONNECTED' });
});

test('a wrong code may be corrected once, then linking fails', async () => {
  const { page } = await openPage();
  const asked = await page.login('swiftlane', { username: 'George', password: '123456' });
  const again = await page.answer(asked, '9999');
  expect(again).toMatchObject({ status: 'AWAITING_MFA', challenge: { kind: 'CODE' } });
  expect(again.challenge!.challengeId).not.toBe(asked.challenge!.challengeId);
  expect(await page.answer(again, '8888')).toMatchObject({ status: 'ERROR', errorCode: 'INVALID_MFA' });
});

test('a new code has the full lifetime, and earlier wrong codes still count', async () => {
  const { page } = await openPage();
  const asked = await page.login('swiftlane', { username: 'George', password: '123456' });
  const wrong = await page.answer(asked, '9999');
  const renewed = await page.renewChallenge(wrong);
  expect(renewed).toMatchObject({ status: 'AWAITING_MFA', challenge: { kind: 'CODE' } });
  expect(renewed.challenge!.challengeId).not.toBe(wrong.challenge!.challengeId);
  expect([wrong, renewed].map(({ challenge }) => challenge!.isRepeated)).toEqual([true, false]);
  expect(renewed.challenge!.expiresAt >= wrong.challenge!.expiresAt).toBe(true);
  expect(await page.answer(renewed, '8888')).toMatchObject({ errorCode: 'INVALID_MFA' });
});

test('the new code links the account, two clicks send only one code, and the old question is closed', async () => {
  const { page } = await openPage();
  const asked = await page.login('swiftlane', { username: 'George', password: '123456' });
  await Promise.all([page.renewChallenge(asked), page.renewChallenge(asked)]);
  const open = await page.renewChallenge(asked);
  expect(open.version).toBe(asked.version + 1);
  expect(await page.answer(open, '1234')).toMatchObject({ status: 'CONNECTED' });
  expect(await page.renewChallenge(open)).toMatchObject({ status: 'CONNECTED', challenge: null });
});

test('a second click with the same answer changes nothing', async () => {
  const { page } = await openPage();
  const asked = await page.login('swiftlane', { username: 'George', password: '123456' });
  const [first, second] = await Promise.all([page.answer(asked, '1234'), page.answer(asked, '1234')]);
  expect(first.status).toBe('CONNECTED');
  expect(second.status).toBe('CONNECTED');
  const events = await eventsUntil(server, asked.accountId, 'TASK_FINISHED');
  expect(events.filter(({ type }) => type === 'ACCOUNT_CONNECTED')).toHaveLength(1);
});

test('after five wrong passwords the login is locked, even for the right password', async () => {
  const { page } = await openPage();
  for (let attempt = 0; attempt < 5; attempt++) {
    const failed = await page.login('bazaarloom', { username: 'George', password: 'wrong' });
    expect(failed.errorCode).toBe('INVALID_CREDENTIALS');
  }
  const locked = await page.login('bazaarloom', { username: 'George', password: '123456' });
  expect(locked.errorCode).toBe('ACCOUNT_LOCKED');
  const elsewhere = await page.login('parcelpond', { username: 'George', password: '123456' });
  expect(elsewhere.status).toBe('CONNECTED');
});

test('a login that is typed with other characters is stored and shown without them', async () => {
  const { page } = await openPage();
  const spellings = ['Lina', ' Lina', 'Ｌｉｎａ', 'Li\u200bna', 'Lina\u00a0'];
  for (const username of spellings) {
    const failed = await page.login('bazaarloom', { username, password: 'wrong' });
    expect(failed).toMatchObject({ errorCode: 'INVALID_CREDENTIALS', loginName: 'Lina' });
  }
});

test.each([
  ['username', 'bazaarloom', ['Anisha', ' anisha', 'ANISHA', 'Ａｎｉｓｈａ', 'An\u200bisha']],
  [
    'email',
    'saffron-grid',
    ['george.p@lender.example', 'George-P＠lender。example', 'GEORGEP@lender.example'],
  ],
  ['ssn', 'civic-pension', ['3300000008', '33-000-0000-8', '33 0000000‐8', '330000000\u20638']],
] as const)(
  'wrong passwords for one %s by several users lock it for everybody, in whatever spelling',
  async (field, providerId, spellings) => {
    const signIn = async (page: WidgetPage, turn: number, password: string) =>
      (await page.login(providerId, { [field]: spellings[turn % spellings.length], password })).errorCode;
    const guess = async () => {
      const { page } = await openPage();
      return Promise.all([0, 1, 2, 3, 4].map((turn) => signIn(page, turn, 'wrong')));
    };
    const codes = (await Promise.all([guess(), guess(), guess(), guess()])).flat();
    expect(codes).toEqual(Array(20).fill('INVALID_CREDENTIALS'));
    const { page } = await openPage();
    expect(await signIn(page, 0, '123456')).toBe('ACCOUNT_LOCKED');
  },
);

test('wrong passwords of one user do not lock out other users', async () => {
  const guesser = await openPage();
  for (let attempt = 0; attempt < 6; attempt++) {
    await guesser.page.login('bazaarloom', { username: 'Ryan', password: 'wrong' });
  }
  const { page } = await openPage();
  const linked = await page.login('bazaarloom', { username: 'Ryan', password: '654321' });
  expect(linked.errorCode).not.toBe('ACCOUNT_LOCKED');
});

test('a login that several users guess at is locked for everybody', async () => {
  const guess = async () => {
    const { page } = await openPage();
    const tries = Array.from({ length: 5 }, (_, n) =>
      page.login('bazaarloom', { username: 'Christina', password: `wrong ${n}` }),
    );
    return Promise.all(tries);
  };
  await Promise.all([guess(), guess(), guess(), guess()]);
  const { page } = await openPage();
  const locked = await page.login('bazaarloom', { username: 'Christina', password: 'any' });
  expect(locked.errorCode).toBe('ACCOUNT_LOCKED');
});

test.each(['one session', 'a session each', 'a user each'])(
  'twelve sign-ins with the right password at once all succeed, in %s',
  async (what) => {
    const { page, userId } = await openPage();
    const pages = await Promise.all(
      Array.from({ length: 12 }, async () => {
        if (what === 'one session') return page;
        if (what === 'a user each') return (await openPage()).page;
        return WidgetPage.open(server, await newUserToken(server, userId));
      }),
    );
    const linked = await Promise.all(
      pages.map((each) => each.login('parcelpond', { username: 'Ryan', password: '654321' })),
    );
    expect(linked.map(({ status, errorCode }) => errorCode ?? status)).toEqual(Array(12).fill('CONNECTED'));
  },
);

test('if a session starts too many sign-ins, the first ones continue and the others are refused at once', async () => {
  const { page } = await openPage();
  const tries = Array.from({ length: 60 }, () =>
    page.login('parcelpond', { username: 'Ryan', password: '654321' }),
  );
  const ends = (await Promise.all(tries)).map(({ status, errorCode }) => errorCode ?? status);
  expect(new Set(ends)).toEqual(new Set(['CONNECTED', 'ACCOUNT_LOCKED']));
  expect(ends.filter((end) => end === 'CONNECTED').length).toBeGreaterThanOrEqual(20);
});

test('a login is locked even if all guesses arrive at once', async () => {
  const { page } = await openPage();
  const guesses = Array.from({ length: 12 }, (_, guess) =>
    page.login('saffron-grid', { email: 'ryan1234@smileapi.io', password: `guess ${guess}` }),
  );
  const codes = (await Promise.all(guesses)).map(({ errorCode }) => errorCode);
  expect(codes.filter((code) => code === 'ACCOUNT_LOCKED').length, `${codes}`).toBeGreaterThanOrEqual(7);
});

test('a provider that is down fails with SERVICE_UNAVAILABLE', async () => {
  const { page } = await openPage();
  const failed = await page.login('tidewater-ferries', { username: 'George', password: '123456' });
  expect(failed.errorCode).toBe('SERVICE_UNAVAILABLE');
});

test('empty fields, unknown fields, providers without a connection and unknown providers are refused', async () => {
  const { page } = await openPage();
  const start = async (providerId: string, loginOptionId: string, fields: object) =>
    (await page.post('accounts', { providerId, loginOptionId, fields })).body;
  expect(await start('swiftlane', 'username', { username: 'George' })).toMatchObject({
    code: 'INVALID_PARAMETERS',
    message: 'fields: fill in password.',
  });
  const foreign = await start('swiftlane', 'username', { username: 'G', password: 'p', ssn: '1' });
  expect(foreign.message).toBe('fields: this login option has no ssn.');
  const long = await start('swiftlane', 'username', { username: '\ufdfa'.repeat(500), password: 'p' });
  expect(long.message).toBe('fields: username must have at most 500 characters.');
  // An emoji counts as one character, as in the widget and in the schema.
  const emojis = await start('swiftlane', 'username', { username: 'G', password: '🔑'.repeat(500) });
  expect(emojis.code).toBe('OK');
  expect((await start('lion-quay', 'username', {})).code).toBe('INVALID_PARAMETERS');
  expect((await start('nobody', 'username', {})).code).toBe('MISSING_RESOURCE');
});

test("another user's account is not found", async () => {
  const { page } = await openPage();
  const stranger = await openPage();
  const linked = await page.login('parcelpond', { username: 'George', password: '123456' });
  for (const answer of [
    await stranger.page.get(`accounts/${linked.accountId}`),
    await stranger.page.post(`accounts/${linked.accountId}/revoke`),
    await stranger.page.post(`accounts/${linked.accountId}/answer`, {
      challengeId: `ch-${'0'.repeat(32)}`,
      answer: '1',
    }),
  ]) {
    expect(answer.body.code).toBe('MISSING_RESOURCE');
  }
});
