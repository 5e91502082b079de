import type { ChallengeKind } from '../connector.ts';

export interface SandboxTraits {
  /** The security checks after the password, in order. */
  checks: readonly ChallengeKind[];
  /** How long the first step of a sign-in takes, in ms. Later steps take at most 300 ms. */
  delay: number;
  /** Gig work, such as trips or orders. Null for a monthly salary. */
  gig: { item: string; paidFrom: string; monthly: number } | null;
}
