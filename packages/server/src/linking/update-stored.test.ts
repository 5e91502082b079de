import { newId } from '@winkwire/contract/ids';
import type { IncomePayload } from '@winkwire/contract/resources/income';
import { expect, test, vi } from 'vitest';
import type { AccountRow } from '../domain/accounts.ts';
import type { NewEvent } from '../pipeline/model/new-event.ts';
import type { Transaction } from '../store/store.ts';
import { updateStored } from './update-stored.ts';

const now = Date.parse('2026-04-21T09:30:00Z');
const account = { id: newId('account'), tenant_id: 'test', mode: 'SANDBOX', user_id: 'u' } as AccountRow;

const income = (startDate: string | null, endDate: string | null) =>
  ({ id: newId('income'), startDate, endDate }) as IncomePayload;

/** The data of the events that report an update. The incomes in `deleted` are no longer stored. */
async function eventsOf(incomes: IncomePayload[], deleted: IncomePayload[] = []) {
  const append = vi.fn<(event: NewEvent) => void>();
  const run = async (_: string, values: readonly unknown[]) =>
    deleted.some(({ id }) => values.includes(id)) ? 0 : 1;
  await updateStored({ run, append } as unknown as Transaction, account, {
    updated: { income: incomes },
    now,
  });
  return append.mock.calls.map(([{ data }]) => data as Record<string, unknown>);
}

async function periodOf(...incomes: IncomePayload[]): Promise<unknown> {
  const [data] = await eventsOf(incomes);
  return [data?.updatedFrom, data?.updatedTo];
}

test('an update covers the period from the first known date to the last', async () => {
  expect(await periodOf(income('2026-03-01', '2026-03-31'), income('2026-01-01', '2026-01-31'))).toEqual([
    '2026-01-01T00:00:00Z',
    '2026-03-31T23:59:59Z',
  ]);
});

test.each([
  ['only the end is known', income(null, '2026-03-31'), ['2026-03-31T00:00:00Z', '2026-03-31T23:59:59Z']],
  ['only the start is known', income('2026-03-01', null), ['2026-03-01T00:00:00Z', '2026-03-01T23:59:59Z']],
  ['no date is known', income(null, null), ['2026-04-21T00:00:00Z', '2026-04-21T23:59:59Z']],
])('an income can be updated if %s', async (_, item, period) => {
  expect(await periodOf(item)).toEqual(period);
});

test('an income that has been deleted is not counted, and without any other there is no event', async () => {
  const kept = income('2026-03-01', '2026-03-31');
  const deleted = income('2026-01-01', '2026-01-31');
  expect(await eventsOf([deleted, kept], [deleted])).toMatchObject([
    { count: 1, updatedFrom: '2026-03-01T00:00:00Z' },
  ]);
  expect(await eventsOf([deleted], [deleted])).toEqual([]);
});
