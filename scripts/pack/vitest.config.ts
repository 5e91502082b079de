import { defineConfig } from 'vitest/config';

/** Separate from the unit tests, because it packs and installs from the registry. */
export default defineConfig({
  test: { root: import.meta.dirname, include: ['*.test.ts'], testTimeout: 120_000, hookTimeout: 300_000 },
});
