import type { SandboxIdentity } from '../identities.ts';
import type { SandboxTraits } from '../sandbox-traits.ts';

/** From what all data of an account is made; the same recipe always yields the same data. */
export interface Recipe {
  identity: SandboxIdentity;
  providerId: string;
  traits: SandboxTraits;
  /** ms since 1970 */
  now: number;
}
