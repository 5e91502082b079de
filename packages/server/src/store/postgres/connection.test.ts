import type { QueryConfig } from 'pg';
import { expect, it } from 'vitest';
import { query } from './connection.ts';

/** A client that keeps the statements it got, as the driver does for some time. */
function keepingClient(end: () => Promise<object>) {
  const kept: QueryConfig[] = [];
  const sent: unknown[][] = [];
  const client = {
    query: async (config: QueryConfig) => {
      kept.push(config);
      sent.push([...(config.values ?? [])]);
      return end();
    },
  };
  return { client: client as never, kept, sent };
}

it('lets go of the values of a statement that has ended, but not of the list that the caller may send again', async () => {
  const { client, kept, sent } = keepingClient(async () => ({ rows: [], rowCount: 1 }));
  const parameters = ['a', Buffer.from('b')];
  await query(client, 'select $1, $2', parameters);
  expect(sent).toEqual([['a', Buffer.from('b')]]);
  expect(kept[0]?.values).toEqual([]);
  expect(parameters).toHaveLength(2);
});

it('lets go of the values of a statement that has failed', async () => {
  const { client, kept } = keepingClient(async () => {
    throw new Error('no such table');
  });
  await expect(query(client, 'select $1', ['a'])).rejects.toThrow('no such table');
  expect(kept[0]?.values).toEqual([]);
});
