import { mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** The packages that the guarantees depend on: the pipeline, the receiver, and the contract between them. */
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
