import { expect, test } from 'vitest';
import { deliveryFailures, describeFailure, failureCauses, failureSentences } from './delivery-failures.ts';

test('a cause is explained more precisely than its code', () => {
  expect(failureSentences('DNS_FAILED', 'NAME_NOT_FOUND')).toBe(failureCauses.NAME_NOT_FOUND);
  expect(failureSentences('DNS_FAILED', null)).toBe(deliveryFailures.DNS_FAILED);
});

test.each(['OF_A_LATER_VERSION', 'constructor', '__proto__'])('%s is explained by nothing', (name) => {
  expect(failureSentences('DNS_FAILED', name)).toBe(deliveryFailures.DNS_FAILED);
  expect(describeFailure(name, null)).toBeUndefined();
});
