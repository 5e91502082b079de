import { expect, test } from 'vitest';
import type { Queries, Transaction } from '../store/store.ts';
import { openArchiveServices } from '../testing/archive-services.ts';
import { inviteMails } from './invite-mails.ts';

const addMail = (queries: Queries, id: string) =>
  queries.run(
    `insert into invite_mails (invite_id, tenant_id, mode, attempts, next_try_at, leased_until)
     values ($1, 'acme', 'SANDBOX', 0, 0, 0)`,
    [id],
  );

/** Simulates another process that postpones a mail right after the first statement. */
function interrupted(transaction: Transaction, id: string): Transaction {
  let isFirst = true;
  return {
    ...transaction,
    async all<Row extends object>(...statement: Parameters<Transaction['all']>): Promise<Row[]> {
      const rows = await transaction.all<Row>(...statement);
      if (isFirst) await inviteMails.postpone(transaction, id, { at: 2000, reason: 'busy' });
      isFirst = false;
      return rows;
    },
  };
}

test('a mail that another process postpones meanwhile keeps no lease', async () => {
  await using opened = await openArchiveServices();
  const { leases, store } = opened.services;
  await addMail(store, 'due');
  await addMail(store, 'postponed');
  const acquired = await store.transaction((transaction) =>
    inviteMails.acquire(interrupted(transaction, 'postponed'), leases, { now: 1000, size: 10 }),
  );
  expect(acquired).toEqual([{ id: 'due', attempts: 1 }]);
  expect((await leases.all('invite_mails')).map(({ id }) => id)).toEqual(['due']);
});
