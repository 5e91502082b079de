import { Failure } from '../platform/failure.ts';

/** Responds with an error to a request that takes too long. Its work continues, but its outcome is not sent. */
export function onTimeout(): never {
  throw new Failure(
    'TIME_LIMIT_EXCEEDED',
    'The request took too long. Before you retry a change, check whether it was made.',
  );
}
