import type { Idempotency } from '../model/publication.ts';

/** Whether the event that stored this digest had the same content. */
export const hasDigest = (stored: string, { digest, earlierDigest }: Idempotency): boolean =>
  stored === digest || stored === earlierDigest;
