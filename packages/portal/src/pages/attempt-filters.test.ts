import { expect, test } from 'vitest';
import { orderText, outcomeOf, readAttemptFilters, readAttemptForm, subjectOf } from './attempt-filters.ts';

const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

test('the form shows the filters of the address', () => {
  const filters = readAttemptFilters({ webhookId: 'wh-1', error: 'TIMEOUT', text: 'no such', page: '2' });
  expect(filters).toMatchObject({ webhookId: 'wh-1', error: 'TIMEOUT', text: 'no such', status: '' });
  expect(outcomeOf(filters)).toBe('TIMEOUT');
  expect(subjectOf(filters)).toBe('no such');
  expect(filters).not.toHaveProperty('page');
});

test('the outcome is success, failure, or one reason', () => {
  expect(readAttemptForm(form({ outcome: 'false' }))).toMatchObject({ succeeded: 'false' });
  expect(readAttemptForm(form({ outcome: 'DNS_FAILED' }))).toMatchObject({ error: 'DNS_FAILED' });
  expect(outcomeOf(readAttemptFilters({ succeeded: 'true' }))).toBe('true');
});

test('times are typed in the local zone and sent in UTC', () => {
  const local = '2026-04-21T09:30';
  expect(readAttemptForm(form({ startDate: local })).startDate).toBe(
    `${new Date(local).toISOString().slice(0, 19)}Z`,
  );
});

test.each([
  [{}, 'The attempts of the newest events come first.'],
  [{ succeeded: 'true' }, 'The attempts of the newest events come first.'],
  [{ status: '204' }, 'The attempts of the newest events come first.'],
  [{ webhookId: 'wh-1' }, 'The attempts of the newest deliveries come first.'],
  [{ webhookId: 'wh-1', userId: 'main-1' }, 'The attempts of the newest events come first.'],
  [{ succeeded: 'false' }, 'The newest come first.'],
  [{ webhookId: 'wh-1', error: 'TIMEOUT' }, 'The newest come first.'],
  [{ status: '500', eventId: 'et-1' }, 'The attempts of the newest events come first.'],
])('the order of the list with %o is stated', (query, text) => {
  expect(orderText(readAttemptFilters(query))).toBe(text);
});
