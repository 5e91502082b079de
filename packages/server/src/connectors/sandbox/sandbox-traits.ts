import type { ChallengeKind } from '../connector.ts';

/** How a provider of the sandbox behaves. */
export interface SandboxTraits {
  /** The security checks after the password, in order. */
  checks: readonly ChallengeKind[];
  /** How long it takes to answer a sign-in, in ms. */
  delay: number;
  /** Work by the job: trips, orders and the like. Otherwise a monthly salary. */
  gig: { item: string; paidFrom: string; monthly: number } | null;
}
