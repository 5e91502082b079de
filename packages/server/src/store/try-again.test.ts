import { expect, test } from 'vitest';
import { tryAgain } from './try-again.ts';

/** Fails with each of the messages, and then succeeds. */
function failing(...messages: string[]) {
  const work = { calls: 0, run: async () => refuse(messages[work.calls++]) };
  return work;
}

function refuse(message: string | undefined): string {
  if (message) throw new Error(message);
  return 'done';
}

const after = (error: unknown) => (error as Error).message === 'busy';

test('work is repeated until it succeeds', async () => {
  const work = failing('busy', 'busy');
  expect(await tryAgain(work.run, { after, mostTries: 3 })).toBe('done');
  expect(work.calls).toBe(3);
});

test('the last try throws its error', async () => {
  const work = failing('busy', 'busy', 'busy');
  await expect(tryAgain(work.run, { after, mostTries: 3 })).rejects.toThrow('busy');
  expect(work.calls).toBe(3);
});

test('any other error is thrown at once', async () => {
  const work = failing('busy', 'refused');
  await expect(tryAgain(work.run, { after, mostTries: 3 })).rejects.toThrow('refused');
  expect(work.calls).toBe(2);
});
