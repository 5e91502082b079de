import type { Config } from '../config.ts';
import type { Operation } from './operation.ts';

/** The largest body of most operations, in bytes: no customer meets it, and reading it costs a millisecond or two. */
export const smallBody = 64 * 1024;

export function bodyLimitOf(
  { bodyLimit = smallBody }: Pick<Operation, 'bodyLimit'>,
  config: Pick<Config, 'bodyLimit'>,
): number {
  if (bodyLimit === 'configured') return config.bodyLimit;
  return bodyLimit === smallBody ? Math.min(smallBody, config.bodyLimit) : bodyLimit;
}
