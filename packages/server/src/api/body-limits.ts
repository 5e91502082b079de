import type { Config } from '../config.ts';
import type { Operation } from './operation.ts';

/** The maximum size of a body for most operations, in bytes. A body of this size is parsed in 1 to 2 ms. */
export const smallBody = 64 * 1024;

export function bodyLimitOf(
  { bodyLimit = smallBody }: Pick<Operation, 'bodyLimit'>,
  config: Pick<Config, 'bodyLimit'>,
): number {
  if (bodyLimit === 'configured') return config.bodyLimit;
  return bodyLimit === smallBody ? Math.min(smallBody, config.bodyLimit) : bodyLimit;
}
