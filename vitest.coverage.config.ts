import { defineConfig } from 'vitest/config';
import { common, tests } from './vitest.config.ts';

/**
 * The guarantees of the product depend on this code. The limits are a little below the measured percentages, because
 * some code is run only by the slow tests.
 */
const parts = [
  { path: 'packages/server/src/pipeline', floor: { lines: 92, branches: 86 } },
  { path: 'packages/receiver/src', floor: { lines: 99, branches: 97 } },
  { path: 'packages/contract/src', floor: { lines: 98, branches: 88 } },
];

export default defineConfig({
  test: {
    ...common,
    include: tests,
    coverage: {
      enabled: true,
      provider: 'v8',
      reporter: ['text-summary', 'json-summary'],
      reportOnFailure: true,
      include: parts.map(({ path }) => `${path}/**/*.ts`),
      exclude: ['**/testing/**', '**/*.test.ts'],
      thresholds: Object.fromEntries(parts.map(({ path, floor }) => [`${path}/**/*.ts`, floor])),
    },
  },
});
