// @vitest-environment jsdom
import type { AccountProgress, StartAccount } from '@winkwire/contract/widget-api';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createActor, fromPromise } from 'xstate';
import { App } from './app.tsx';
import { challengePrompt } from './challenge-prompt.ts';
import { chart } from './chart.ts';
import type { ChartEvent } from './chart-vocabulary.ts';
import { previewActors } from './preview-actors.ts';
import { readAloud } from './screen-reader.ts';
import { laterScreens } from './screens/later-screens.ts';
import { en } from './texts/en.ts';

const challenge = {
  challengeId: 'ch-1',
  isRepeated: false,
  expiresAt: '2100-01-01T00:00:00Z',
  kind: 'CODE',
  length: 4,
  sentTo: '+63 *** 1234',
} as const;
const started: AccountProgress = {
  accountId: 'a-1',
  providerId: 'swiftlane',
  status: 'PENDING',
  version: 1,
  challenge,
  redirectUrl: null,
  errorCode: null,
  errorMessage: null,
  loginName: 'George',
  connectedAt: null,
  callbacks: [],
};
const root = document.createElement('div');

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<p id="polite"></p>';
  // jsdom has no media queries.
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
});
afterEach(() => {
  render(null, root);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/**
 * Starts the widget with sample data. The returned function draws the widget. If it gets an event, it sends the event
 * to the chart first.
 */
function showWidget() {
  const actors = {
    ...previewActors('Lender'),
    startAccount: fromPromise<AccountProgress, StartAccount>(async () => started),
  };
  const input = { options: { userToken: '' }, canRenew: false, pageUrl: null };
  const actor = createActor(chart.provide({ actors }), { input }).start();
  const language = { language: 'en', tag: 'en', formats: 'en', texts: en } as const;
  const draw = () =>
    act(() =>
      render(
        <App
          {...{ snapshot: actor.getSnapshot(), language, laterScreens, send: actor.send }}
          chooseLanguage={() => {}}
        />,
        root,
      ),
    );
  return async (event?: ChartEvent) => {
    if (event) actor.send(event);
    await vi.advanceTimersByTimeAsync(0);
    await draw();
  };
}

test('a text of the old screen is not read on the new screen, but the text of the new screen is', async () => {
  const step = showWidget();
  await step();
  await step({ type: 'consent.given' });
  await step({ type: 'provider.chosen', providerId: 'swiftlane' });
  readAloud('The old screen');
  await step({ type: 'login.submitted', fields: { username: 'George', password: 'x' } });
  expect(root.textContent).toContain(en.mfa.heading);
  await vi.advanceTimersByTimeAsync(50);
  expect(document.getElementById('polite')?.textContent).toBe(challengePrompt(challenge, en).text);
});

test('a text that is about to be read when the screen changes is dropped', async () => {
  const step = showWidget();
  await step();
  readAloud('The old screen');
  await step({ type: 'consent.given' });
  await vi.advanceTimersByTimeAsync(50);
  expect(document.getElementById('polite')?.textContent).toBe('');
});
