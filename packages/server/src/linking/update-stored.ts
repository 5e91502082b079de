import type { DatapointKind } from '@winkwire/contract/datapoints';
import type { EventType } from '@winkwire/contract/event-types';
import type { DatapointBody } from '@winkwire/contract/resources/datapoint-schemas';
import { timestamp } from '@winkwire/contract/timestamp';
import type { KnownDatapoints } from '../connectors/connector.ts';
import type { AccountRow } from '../domain/accounts.ts';
import { updateDatapoint } from '../domain/datapoints.ts';
import type { Transaction } from '../store/store.ts';

interface Dated {
  id: string;
  startDate?: string | null;
  endDate?: string | null;
  date?: string | null;
  month?: string | null;
}

interface UpdatedEvent {
  type: EventType;
  /** The fields that depend on the changed items, in the order of the contract. */
  data(items: Dated[], now: number): object;
}

const named = (type: EventType): UpdatedEvent => ({
  type,
  data: (items) => ({ updatedIds: items.map(({ id }) => id), count: items.length }),
});
const spanned = (type: EventType): UpdatedEvent => ({
  type,
  data: (items, now) => ({ count: items.length, ...spanOf(items, now) }),
});

/** The kinds of data that can be updated, in this order, each with its event. */
const updatedEvents: Partial<Record<DatapointKind, UpdatedEvent>> = {
  employment: named('EMPLOYMENTS_UPDATED'),
  document: named('DOCUMENTS_UPDATED'),
  liability: named('LIABILITIES_UPDATED'),
  income: spanned('INCOMES_UPDATED'),
  eincome: spanned('EINCOMES_UPDATED'),
  contribution: spanned('CONTRIBUTIONS_UPDATED'),
};

/**
 * Replaces data of the account, and appends an event for each kind that changed. Data that is no longer stored is
 * ignored.
 */
export async function updateStored(
  transaction: Transaction,
  account: AccountRow,
  { updated, now }: { updated: KnownDatapoints; now: number },
): Promise<void> {
  const owner = { tenantId: account.tenant_id, mode: account.mode, now };
  for (const [kind, event] of Object.entries(updatedEvents) as [DatapointKind, UpdatedEvent][]) {
    const items: DatapointBody<typeof kind>[] = [];
    for (const datapoint of (updated[kind] ?? []) as DatapointBody<typeof kind>[]) {
      if (await updateDatapoint(transaction, owner, { kind, datapoint })) items.push(datapoint);
    }
    if (items.length === 0) continue;
    transaction.append({
      tenantId: account.tenant_id,
      mode: account.mode,
      type: event.type,
      data: {
        userId: account.user_id,
        accountId: account.id,
        providers: [account.provider_id],
        ...event.data(items, now),
        updatedAt: timestamp(now),
      },
      sourceId: account.id,
      userId: account.user_id,
    });
  }
}

/** The period of the changed items, or the day of the update if no item has a date. */
function spanOf(items: Dated[], now: number): object {
  const today = timestamp(now).slice(0, 10);
  const days = items.flatMap(daysOf).sort();
  return { updatedFrom: `${days[0] ?? today}T00:00:00Z`, updatedTo: `${days.at(-1) ?? today}T23:59:59Z` };
}

/** A provider may omit the start, the end or both. */
const daysOf = ({ startDate, endDate, date, month }: Dated): string[] =>
  [startDate, endDate, date, ...(month ? [`${month}-01`, lastDayOf(month)] : [])].filter(
    (day) => day != null,
  );

function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
