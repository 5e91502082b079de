import { expect, test } from 'vitest';
import { ApiFailure } from '../api/request.ts';
import { signInState } from './sign-in-state.ts';

const refused = new ApiFailure('INVALID_TOKEN', 'This sign-in link has expired.');

test('a link that the server refuses does not work', () => {
  expect(signInState(refused, true)).toEqual({ kind: 'refused', message: 'This sign-in link has expired.' });
});

test('somebody without a link and without a session is asked for a link', () => {
  expect(signInState(refused, false)).toEqual({ kind: 'no-link' });
});

test.each(['UNREACHABLE', 'SERVER_ERROR', 'SERVER_UNAVAILABLE', 'REQUEST_LIMIT_EXCEEDED'] as const)(
  'after %s nothing is said about the link',
  (code) => {
    const failure = new ApiFailure(code, 'It failed.');
    expect(signInState(failure, true)).toEqual({
      kind: 'failed',
      message: 'It failed. Open the link again.',
    });
    expect(signInState(failure, false)).toEqual({ kind: 'failed', message: 'It failed. Reload this page.' });
  },
);

test('an error of the page is not shown as such', () => {
  expect(signInState(new TypeError('x is undefined'), true)).toEqual({
    kind: 'failed',
    message: 'Something went wrong on this page. Open the link again.',
  });
});
