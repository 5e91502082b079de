import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      '*.test.ts',
      'deploy/*.test.ts',
      'scripts/*.test.ts',
      'packages/*/src/**/*.test.{ts,tsx}',
      'bench/**/*.test.ts',
    ],
    // Tests mostly wait for processes, disks and receivers. So two cores can run three test files at once.
    maxWorkers: 3,
    // These limits end only tests that hang. A slow test on a busy machine must pass, because no test asserts a time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
