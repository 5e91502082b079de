import { expect, test } from 'vitest';
import { conditionOf, isBroken } from './endpoint-condition.ts';

const healthy = { active: true, pausedReason: null, failingSince: null, heldReason: null, isServed: true };
const since = '2026-04-21T09:30:00Z';
const gone = 'The endpoint responded with 410: it is gone.';

test.each([
  ['ACTIVE', {}],
  ['ACTIVE', { isServed: undefined }],
  ['PAUSED', { active: false, pausedReason: 'Paused by its owner.' }],
  ['PAUSED', { active: false, isServed: false, heldReason: 'The secret cannot be decrypted.' }],
] as const)(
  'an endpoint that works or that its owner has paused is not broken: %s, %j',
  (condition, facts) => {
    const endpoint = { ...healthy, ...facts };
    expect(conditionOf(endpoint)).toBe(condition);
    expect(isBroken(endpoint)).toBe(false);
  },
);

test.each([
  ['FAILING', { failingSince: since }],
  ['HELD', { heldReason: 'The secret cannot be decrypted.', failingSince: since }],
  ['UNSERVED', { isServed: false, failingSince: since }],
  ['DISABLED', { active: false, pausedReason: gone }],
] as const)('an endpoint to which nothing is delivered is broken: %s, %j', (condition, facts) => {
  const endpoint = { ...healthy, ...facts };
  expect(conditionOf(endpoint)).toBe(condition);
  expect(isBroken(endpoint)).toBe(true);
});
