import { expect, test } from 'vitest';
import { motionBetween } from './steps.ts';

test('going on is a step forward, and going back a step back', () => {
  expect(motionBetween('providerList', 'login')).toBe('forward');
  expect(motionBetween('login', 'providerList')).toBe('back');
  expect(motionBetween('mfa', 'connectSuccess')).toBe('forward');
  expect(motionBetween('connectSuccess', 'providerList')).toBe('back');
});

test('what is beside the way appears in place', () => {
  expect(motionBetween('loading', 'consent')).toBe('fade');
  expect(motionBetween('providerList', 'accountRevoke')).toBe('fade');
  expect(motionBetween('login', 'login')).toBe('fade');
});
