import type { ChallengeKind } from '../connector.ts';

export interface SandboxTraits {
  /** After the password, in this order. */
  checks: readonly ChallengeKind[];
  /** Of the first step, in ms. Later steps take at most 300 ms. */
  delay: number;
  /** Gig work, such as trips or orders. Null for a monthly salary. */
  gig: { item: string; paidFrom: string; monthly: number } | null;
}
