import { type DatapointKind, datapointKinds } from '@winkwire/contract/datapoints';
import { datapointPayloads } from '@winkwire/contract/resources/datapoint-schemas';
import { addDatapoints } from '../domain/datapoints.ts';
import type { Store } from '../store/store.ts';
import { sandboxCaller } from './test-server.ts';

/** Adds one datapoint of every kind to an account, because no provider has all kinds. */
export async function addEveryKind(
  store: Store,
  account: { userId: string; accountId: string },
): Promise<void> {
  const source = {
    ...sandboxCaller,
    userId: account.userId,
    sourceId: account.accountId,
    sourceType: 'ACCOUNT' as const,
    providerId: 'example',
    now: Date.now(),
  };
  await store.transaction(async (transaction) => {
    for (const kind of Object.keys(datapointKinds) as DatapointKind[]) {
      const [example] = (datapointPayloads[kind] as { examples?: object[] }).examples ?? [];
      const { id: _, ...body } = example as { id: string };
      await addDatapoints(transaction, source, { kind, bodies: [body as never] });
    }
  });
}
