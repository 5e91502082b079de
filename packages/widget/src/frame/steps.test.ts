import { expect, test } from 'vitest';
import { motionBetween } from './steps.ts';

test('continuing is a step forward, and going back is a step back', () => {
  expect(motionBetween('providerList', 'login')).toBe('forward');
  expect(motionBetween('login', 'providerList')).toBe('back');
  expect(motionBetween('mfa', 'connectSuccess')).toBe('forward');
  expect(motionBetween('connectSuccess', 'providerList')).toBe('back');
});

test('a view that is neither a step forward nor a step back fades in', () => {
  expect(motionBetween('loading', 'consent')).toBe('fade');
  expect(motionBetween('providerList', 'accountRevoke')).toBe('fade');
  expect(motionBetween('login', 'login')).toBe('fade');
});
