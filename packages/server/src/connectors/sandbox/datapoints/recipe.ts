import type { SandboxIdentity } from '../identities.ts';
import type { SandboxTraits } from '../sandbox-traits.ts';

/** The same recipe always makes the same data. */
export interface Recipe {
  identity: SandboxIdentity;
  providerId: string;
  traits: SandboxTraits;
  /** Milliseconds since 1970. */
  now: number;
}
