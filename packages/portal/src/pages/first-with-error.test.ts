import { expect, test } from 'vitest';
import { firstWithError } from './first-with-error.ts';

const controls = [{}, { name: '' }, { name: 'url' }, { name: 'notifyEmail' }, { name: 'concurrency' }];

test('the first control on the page with an error is found, whichever field was read first', () => {
  const errors = { concurrency: 'Enter a number.', notifyEmail: 'Enter an address.' };
  expect(firstWithError(controls, errors)).toEqual({ name: 'notifyEmail' });
});

test('no control is found if none has an error', () => {
  expect(firstWithError(controls, {})).toBeUndefined();
  expect(firstWithError(controls, { other: 'Wrong.' })).toBeUndefined();
});
