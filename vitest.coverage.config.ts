import { mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** What the promises rest on: the pipeline, what receivers run, and what both ends agree on. */
const parts = ['packages/server/src/pipeline', 'packages/receiver/src', 'packages/contract/src'];

export default mergeConfig(base, {
  test: {
    coverage: {
      enabled: true,
      provider: 'v8',
      reporter: ['text-summary', 'json-summary'],
      reportOnFailure: true,
      include: parts.map((part) => `${part}/**/*.ts`),
      exclude: ['**/testing/**', '**/*.test.ts'],
    },
  },
});
