import { expect, test } from 'vitest';
import type { Reads } from '../../store/store.ts';
import { startDelivering } from '../testing/start-delivering.ts';
import { readDueBySequence, readDueSequences, readRetrying } from './read-deliveries.ts';

const key = { tenantId: 'acme', webhookId: 'wh-1' };

test.each([
  ['all retrying deliveries', 'deliveries_due', (reads: Reads) => readRetrying(reads, key)],
  ['due ones', 'deliveries_due', (reads: Reads) => readDueSequences(reads, key, { now: 1, limit: 9 })],
  [
    'some due ones',
    'sequence=?',
    (reads: Reads) => readDueBySequence(reads, key, { now: 1, sequences: [7, 8, 9] }),
  ],
])(
  'a read of %s searches neither all deliveries of the webhook nor more due ones than needed',
  async (_, by, read) => {
    await using delivering = await startDelivering({ roles: ['api'] });
    const plans: string[] = [];
    await read({
      ...delivering.services.store,
      async all(sql, parameters) {
        const plan = await delivering.services.store.all<{ detail: string }>(
          `explain query plan ${sql}`,
          parameters,
        );
        plans.push(plan.find(({ detail }) => detail.startsWith('SEARCH d '))?.detail ?? 'none');
        return [];
      },
    });
    expect(plans).toEqual([expect.stringContaining(by)]);
  },
);
