import { expect, test, vi } from 'vitest';
import { createSandboxMemory } from './sandbox-memory.ts';

test.each(['a\0', '\ud800'])('%j is not searched for, because PostgreSQL refuses it', async (value) => {
  const get = vi.fn();
  const memory = createSandboxMemory({ store: { get } as never, now: () => 0 }, 'Client');
  expect(await memory.find(value)).toBeUndefined();
  expect(await memory.findByUid(value)).toBeUndefined();
  expect(get).not.toHaveBeenCalled();
});
