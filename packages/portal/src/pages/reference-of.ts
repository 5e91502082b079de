import type { User } from '@winkwire/contract/resources/user';

/**
 * The customer's own reference to a user, such as `loan: 4711, branch: 3`. It is the metadata that the customer's back
 * end attached to the user.
 */
export const referenceOf = (user: User): string =>
  Object.entries(user.externalMetadata ?? {})
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ') || '–';
