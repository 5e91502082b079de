import { Failure } from '../platform/failure.ts';

/** Responds with an error to a request that takes too long. Its work continues, but the outcome is not sent. */
export function onTimeout(): never {
  throw new Failure(
    'TIME_LIMIT_EXCEEDED',
    'The request took too long. If it makes a change, check whether the change was made before you retry.',
  );
}
