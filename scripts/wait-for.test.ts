import { expect, test } from 'vitest';
import { waitFor } from './wait-for.ts';

test('a query is repeated until it returns something', async () => {
  let count = 0;
  const query = async () => (++count === 3 ? { found: count } : undefined);
  expect(await waitFor(query, { limitMs: 60_000, everyMs: 1, missing: () => 'never' })).toEqual({ found: 3 });
});

test('after its time limit, the error says what did not happen', async () => {
  let lost = 5;
  const waiting = waitFor(() => lost-- < 0, {
    limitMs: 0,
    missing: () => `${lost} events have not arrived.`,
  });
  await expect(waiting).rejects.toThrow('4 events have not arrived. (waited 0 s)');
});
