import type { Datapoints } from '../connectors/connector.ts';
import type { AccountRow } from '../domain/accounts.ts';
import { addDatapoints, type NewDatapoint } from '../domain/datapoints.ts';
import type { Transaction } from '../store/store.ts';
import { accountSource } from './account-source.ts';
import { appendAdded, kindsInOrder } from './append-added.ts';

export async function storeDatapoints(
  transaction: Transaction,
  account: AccountRow,
  { datapoints, now }: { datapoints: Datapoints; now: number },
): Promise<void> {
  for (const kind of kindsInOrder) {
    const bodies = (datapoints[kind] ?? []) as NewDatapoint<typeof kind>[];
    if (bodies.length === 0) continue;
    const ids = await addDatapoints(transaction, { ...accountSource(account), now }, { kind, bodies });
    appendAdded(transaction, account, { kind, ids });
  }
}
