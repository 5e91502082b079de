import { defineConfig } from 'vitest/config';

/** These tests need longer timeouts than others, because they pack all packages and install from the registry. */
export default defineConfig({
  test: { root: import.meta.dirname, include: ['*.test.ts'], testTimeout: 120_000, hookTimeout: 300_000 },
});
