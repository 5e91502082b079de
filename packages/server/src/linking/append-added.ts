import type { DatapointKind } from '@winkwire/contract/datapoints';
import type { EventType } from '@winkwire/contract/event-types';
import type { AccountRow } from '../domain/accounts.ts';
import type { Transaction } from '../store/store.ts';

type AddedEvent = { type: EventType; data: (ids: string[]) => object };

const one = (type: EventType, field: string): AddedEvent => ({ type, data: ([id]) => ({ [field]: id }) });
const many = (type: EventType): AddedEvent => ({ type, data: (ids) => ({ count: ids.length }) });

/** The event that reports new data of each kind. The data is stored in this order. */
const addedEvents: Record<DatapointKind, AddedEvent> = {
  identity: one('IDENTITY_ADDED', 'identityId'),
  rating: one('RATING_ADDED', 'ratingId'),
  employment: many('EMPLOYMENTS_ADDED'),
  document: many('DOCUMENTS_ADDED'),
  income: many('INCOMES_ADDED'),
  eincome: many('EINCOMES_ADDED'),
  contribution: many('CONTRIBUTIONS_ADDED'),
  liability: many('LIABILITIES_ADDED'),
  transaction: many('TRANSACTIONS_ADDED'),
  link: one('LINK_ADDED', 'id'),
  insight: one('INSIGHT_ADDED', 'id'),
};

export const kindsInOrder = Object.keys(addedEvents) as DatapointKind[];

export function appendAdded(
  transaction: Transaction,
  account: AccountRow,
  { kind, ids }: { kind: DatapointKind; ids: string[] },
): void {
  const { type, data } = addedEvents[kind];
  transaction.append({
    tenantId: account.tenant_id,
    mode: account.mode,
    type,
    data: {
      userId: account.user_id,
      accountId: account.id,
      ...data(ids),
      providers: [account.provider_id],
    },
    sourceId: account.id,
    userId: account.user_id,
    ...(account.session_id ? { sessionId: account.session_id } : {}),
  });
}
