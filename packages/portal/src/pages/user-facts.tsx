import type { User } from '@winkwire/contract/resources/user';
import { Badge } from '../ui/badge.tsx';

/**
 * The customer's own reference to a user, such as `loan: 4711, branch: 3`. It is the metadata that the customer's back
 * end attached to the user.
 */
export const referenceOf = (user: User): string =>
  Object.entries(user.externalMetadata ?? {})
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ') || '–';

export function SessionState({ user }: { user: User }) {
  if (!user.session) return <span class="faint">none yet</span>;
  if (user.session.status === 'IN_PROGRESS') return <Badge tone="warn">In progress</Badge>;
  return <Badge>{user.session.status === 'COMPLETED' ? 'Completed' : 'Reset'}</Badge>;
}
