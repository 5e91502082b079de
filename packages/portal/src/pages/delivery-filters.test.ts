import { expect, test } from 'vitest';
import {
  deliveriesHref,
  orderText,
  periodOf,
  readDeliveryFilters,
  readDeliveryForm,
} from './delivery-filters.ts';

const start = '2026-04-20T09:30:00Z';

function submitted(query: Record<string, string>) {
  const { clock, ...period } = periodOf(readDeliveryFilters(query));
  const form = new FormData();
  form.set('clock', clock);
  // A form contains a local time without a time zone.
  const offset = new Date(period.startDate).getTimezoneOffset() * 60_000;
  form.set('startDate', new Date(Date.parse(period.startDate) - offset).toISOString().slice(0, 16));
  form.set('endDate', '');
  const kept = Object.entries(readDeliveryForm(form)).filter(([, value]) => value !== '');
  return Object.fromEntries(kept);
}

test.each(['startDate', 'updatedStartDate', 'eventStartDate'])(
  'the form keeps a period whichever time of a delivery it is about: %s',
  (name) => {
    expect(submitted({ [name]: start })).toEqual({ [name]: start });
  },
);

test('the link of a figure filters by the time by which the figure counts, and an old link by the time of events', () => {
  const address = new URL(
    deliveriesHref('SANDBOX', { state: 'FAILED', updatedStartDate: start }),
    'http://x.example',
  );
  expect(periodOf(readDeliveryFilters(Object.fromEntries(address.searchParams)))).toEqual({
    clock: 'updated',
    startDate: start,
    endDate: '',
  });
  expect(periodOf(readDeliveryFilters({ eventEndDate: start })).clock).toBe('event');
  expect(periodOf(readDeliveryFilters({})).clock).toBe('');
});

test.each([
  [{}, 'The newest event comes first.'],
  [{ webhookId: 'wh-1' }, 'The newest come first.'],
  [{ webhookId: 'wh-1', eventId: 'et-1' }, 'The newest event comes first.'],
])('the order of the list with %j is: %s', (query, text) => {
  expect(orderText(readDeliveryFilters(query))).toBe(text);
});
