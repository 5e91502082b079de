import { globSync, readFileSync } from 'node:fs';
import { configDefaults, defineConfig } from 'vitest/config';

/** Slow tests, for `npm run test:long`. */
export const long = [
  'packages/server/src/api/cost.test.ts',
  'packages/server/src/pipeline/faults/clock.test.ts',
  'packages/server/src/pipeline/faults/database-away.test.ts',
  'packages/server/src/pipeline/faults/failover.test.ts',
  'packages/server/src/pipeline/faults/handover.test.ts',
  'packages/server/src/pipeline/faults/lost-leases.test.ts',
  'packages/server/src/pipeline/faults/many-endpoints.test.ts',
  'packages/server/src/pipeline/faults/what-hurt-others.test.ts',
  'packages/server/src/pipeline/attempt-log/deadlocks.test.ts',
  'packages/server/src/runners/making-room.test.ts',
  'packages/server/src/runners/takeover.test.ts',
  'packages/server/src/pipeline/faults/locked-file.test.ts',
  'packages/server/src/pipeline/faults/spinning.test.ts',
  'packages/server/src/analysis/hostile-files.test.ts',
  'packages/server/src/analysis/tampering/differently-compressed.test.ts',
  'packages/server/src/analysis/reader/shows-unread-ink.test.ts',
  'packages/server/src/analysis/reader/upright.test.ts',
  'bench/src/documents/every-layout.test.ts',
  'packages/server/src/backup/shared-database.postgres.test.ts',
  'packages/cli/src/backup.test.ts',
  'packages/cli/src/init.test.ts',
  'packages/cli/src/operating.test.ts',
  'packages/cli/src/rate-limit.test.ts',
  'packages/cli/src/sign-in.test.ts',
  'packages/cli/src/start-failures.test.ts',
  'packages/cli/src/stop.test.ts',
];

/** All unit tests, including the slow ones. */
export const tests = [
  '*.test.ts',
  'deploy/*.test.ts',
  'scripts/*.test.ts',
  'scripts/upgrade/*.test.ts',
  'packages/*/src/**/*.test.{ts,tsx}',
  'bench/**/*.test.ts',
];

export const common = {
  globalSetup: 'packages/server/src/store/testing/share-postgres.ts',
  // Tests often wait, so two cores can run four files at once.
  maxWorkers: 4,
  // Short-lived objects get more space, which saves a tenth of the CPU time.
  execArgv: ['--max-semi-space-size=64'],
  // These limits end only tests that hang. A test that is slow because the machine is busy must pass.
  testTimeout: 60_000,
  hookTimeout: 120_000,
  teardownTimeout: 60_000,
  expect: { poll: { timeout: 30_000 } },
};

const testsWith = (text: string, pattern: string) =>
  globSync(pattern).filter((path) => readFileSync(path, 'utf8').includes(text));

/** Each of these files runs in a process of its own. */
const apart = [
  // `vi.mock` cannot replace a module that an earlier test of the process has loaded.
  ...testsWith('vi.mock(', 'packages/*/src/**/*.test.{ts,tsx}'),
  // The result of text recognition depends a little on the images that the process has read before.
  ...testsWith("/ocr.ts'", 'packages/server/src/analysis/**/*.test.ts'),
  // These tests set the clock ahead. Ids that are made later in the same process begin with that time.
  'packages/server/src/pipeline/deliver/endpoint-health.conformance.test.ts',
  'packages/server/src/pipeline/delivery-queue/shard-leases.test.ts',
  'packages/server/src/runners/mailer-owners.test.ts',
  'bench/**/*.test.ts',
];

export default defineConfig({
  test: {
    ...common,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: tests,
          exclude: [...configDefaults.exclude, ...long, ...apart],
          // A worker does not load modules again for each file, which saves a quarter of the CPU time.
          isolate: false,
          restoreMocks: true,
          unstubEnvs: true,
          unstubGlobals: true,
        },
      },
      {
        extends: true,
        test: { name: 'apart', include: apart, exclude: [...configDefaults.exclude, ...long] },
      },
    ],
  },
});
