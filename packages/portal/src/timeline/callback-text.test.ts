import { expect, test } from 'vitest';
import { fullTime } from '../ui/time.ts';
import { callbackText } from './callback-text.ts';

const at = '2026-04-21T09:30:00.000Z';
const repeatedUntil = '2026-04-22T09:30:00.000Z';
const now = Date.parse('2026-04-21T12:00:00Z');
const open = { at, acknowledgedAt: null, repeatedUntil };

test('a callback that the page has handled says after what time, and when it was late', () => {
  const soon = { ...open, acknowledgedAt: '2026-04-21T09:30:00.043Z' };
  expect(callbackText(soon, now)).toBe('Handled by the page after 43 ms.');
  expect(callbackText({ ...soon, acknowledgedAt: '2026-04-21T09:29:59.990Z' }, now)).toBe(
    'Handled by the page after 0 ms.',
  );
  const later = '2026-04-21T14:40:00.000Z';
  expect(callbackText({ ...open, acknowledgedAt: later }, now)).toBe(
    `Handled by the page after 5 h 10 min, on ${fullTime(later)}.`,
  );
});

test('a callback that the page has not handled is repeated only for some time', () => {
  expect(callbackText(open, now)).toContain(
    `repeated if the user opens the widget before ${fullTime(repeatedUntil)}`,
  );
  const old = callbackText(open, Date.parse(repeatedUntil));
  expect(old).toContain(`could be repeated until ${fullTime(repeatedUntil)}`);
  expect(old).not.toContain('yet');
});

test('a callback that is not about an account or an upload is never repeated', () => {
  expect(callbackText({ ...open, repeatedUntil: null }, now)).toContain('is not repeated');
});
