import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { renderEvent } from '../../pipeline/event-log/render-event.ts';
import { type Postgres, startPostgres } from '../testing/start-postgres.ts';
import { openPostgres } from './open-postgres.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres[Symbol.asyncDispose]());

const publication = () => ({
  event: renderEvent(
    { tenantId: 'acme', mode: 'SANDBOX', type: 'USER_CREATED', sourceId: 'u', data: {} },
    Date.now(),
  ),
});

test('a connection whose settings failed runs no batch; the next has them', async () => {
  const store = await openPostgres(await postgres.createDatabase());
  const refused = new Set<unknown>();
  const batches: unknown[] = [];
  const real = pg.Client.prototype.query as (...given: unknown[]) => unknown;
  const query = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...given: unknown[]
  ) {
    const [text] = given as [string | { text: string }];
    if (String(text).includes('enable_seqscan') && refused.size === 0) {
      refused.add(this);
      return Promise.reject(new Error('no settings today'));
    }
    if (text === 'commit') batches.push(this);
    return real.apply(this, given);
  });
  await expect(store.publish(publication())).rejects.toThrow('no settings today');
  expect(await store.publish(publication())).toMatchObject({ kind: 'stored' });
  expect(batches).toHaveLength(1);
  expect(batches.filter((client) => refused.has(client))).toEqual([]);
  query.mockRestore();
  expect(await store.all('select id from events')).toHaveLength(1);
  await store.close();
});
