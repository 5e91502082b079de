import { Failure } from '../platform/failure.ts';

/**
 * Responds to a request that takes too long. The work of the request continues, but its outcome is not sent.
 */
export function onTimeout(): never {
  throw new Failure(
    'TIME_LIMIT_EXCEEDED',
    'The request took too long. Before you retry it, check whether the change was made.',
  );
}
