// @vitest-environment jsdom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { en } from '../texts/en.ts';
import { type Widget, WidgetContext } from '../use-widget.ts';
import { Countdown } from './countdown.tsx';

const start = Date.parse('2026-01-01T00:00:00Z');
const root = document.createElement('div');

beforeEach(() => {
  vi.useFakeTimers({ now: start });
  document.body.innerHTML = '<p id="polite"></p>';
});
afterEach(() => {
  render(null, root);
  vi.useRealTimers();
});

const show = (seconds: number) =>
  act(() =>
    render(
      <WidgetContext.Provider value={{ texts: en } as Widget}>
        <Countdown until={new Date(start + seconds * 1000).toISOString()} />
      </WidgetContext.Provider>,
      root,
    ),
  );
async function wait(seconds: number) {
  for (let second = 0; second < seconds; second++) await act(() => void vi.advanceTimersByTime(1000));
  await act(() => void vi.advanceTimersByTime(50));
}
/** Browsers slow down the timers of hidden pages. Here, the timer fires only once, after the whole time. */
async function waitWithoutTimers(seconds: number) {
  vi.setSystemTime(Date.now() + (seconds - 1) * 1000);
  await wait(1);
}
const announced = () => document.getElementById('polite')?.textContent;

test('screen readers announce the last minute when it begins', async () => {
  await show(90);
  await wait(29);
  expect(announced()).toBe('');
  await wait(2);
  expect(announced()).toBe(en.mfa.lastMinute);
});

test('a late timer does not skip the announcement', async () => {
  await show(90);
  await waitWithoutTimers(33);
  expect(root.textContent).toContain('0:57');
  expect(announced()).toBe(en.mfa.lastMinute);
});

test('the announcement is made once for each time limit', async () => {
  await show(62);
  await wait(4);
  document.getElementById('polite')!.textContent = '';
  await wait(20);
  expect(announced()).toBe('');
  await show(300);
  await wait(220);
  expect(announced()).toBe(en.mfa.lastMinute);
});

test('a page that was hidden for long announces what is left', async () => {
  await show(90);
  await waitWithoutTimers(70);
  expect(announced()).toBe(en.mfa.expires('0:20'));
  await show(300);
  await wait(1);
  await waitWithoutTimers(400);
  expect(announced()).toBe(en.mfa.expired);
});

test('a time limit that begins with less than a minute is not announced', async () => {
  await show(50);
  await wait(45);
  expect(announced()).toBe('');
});
