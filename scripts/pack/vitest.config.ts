import { defineConfig } from 'vitest/config';

/** These tests pack all packages and install from the registry, so they take longer. */
export default defineConfig({
  test: { root: import.meta.dirname, include: ['*.test.ts'], testTimeout: 120_000, hookTimeout: 300_000 },
});
