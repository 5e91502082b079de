import type { Store } from '../store/store.ts';
import { batchSize, type Pace } from './pace.ts';

const late = `
  select a.tenant_id, a.webhook_id, a.sequence, a.number from floors f
  join attempts a on a.tenant_id = f.tenant_id and a.webhook_id = f.webhook_id and a.sequence <= f.sequence`;

/**
 * Deletes attempts whose delivery has expired before them: one that was under way, or whose outcome waited for a database
 * that was away, is recorded after.
 */
export async function expireLateAttempts(store: Store, pace: Pace): Promise<void> {
  await pace.work(async () => {
    // Looked for beside the writer: there may be ten thousand endpoints, and nearly never an attempt.
    if (!(await store.get(`${late} limit 1`))) return 0;
    return store.run(
      `delete from attempts where (tenant_id, webhook_id, sequence, number) in (${late} limit ${batchSize})`,
    );
  });
}
