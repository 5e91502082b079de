import { expect, test } from 'vitest';
import { outcomeOf, readAttemptFilters, readAttemptForm, subjectOf } from './attempt-filters.ts';

const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};
const id = (prefix: string) => `${prefix}-${'0a'.repeat(16)}`;

test('an address is read back into the form that wrote it', () => {
  const filters = readAttemptFilters('?webhookId=wh-1&error=TIMEOUT&text=no%20such&page=2');
  expect(filters).toMatchObject({ webhookId: 'wh-1', error: 'TIMEOUT', text: 'no such', status: '' });
  expect(outcomeOf(filters)).toBe('TIMEOUT');
  expect(subjectOf(filters)).toBe('no such');
  expect(filters).not.toHaveProperty('page');
});

test('how it ended is success, failure, or the one reason', () => {
  expect(readAttemptForm(form({ outcome: 'false' }))).toMatchObject({ succeeded: 'false' });
  expect(readAttemptForm(form({ outcome: 'DNS_FAILED' }))).toMatchObject({ error: 'DNS_FAILED' });
  expect(outcomeOf(readAttemptFilters('?succeeded=true'))).toBe('true');
});

test.each([
  [id('et'), 'eventId'],
  [id('a'), 'sourceId'],
  [id('archive'), 'sourceId'],
  [id('wh'), 'webhookId'],
  [id('acme'), 'userId'],
  ['connect ECONNREFUSED', 'text'],
] as const)('%s is looked for as %s', (subject, filter) => {
  expect(readAttemptForm(form({ webhookId: '', subject: ` ${subject} ` }))).toMatchObject({
    [filter]: subject,
  });
});
