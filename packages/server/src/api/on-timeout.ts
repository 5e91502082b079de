import { Failure } from '../platform/failure.ts';

/** Responds to a request that takes too long. Its work is not stopped: only the client no longer waits for it. */
export function onTimeout(): never {
  throw new Failure(
    'TIME_LIMIT_EXCEEDED',
    'The request took too long. Check whether it was applied before retrying.',
  );
}
