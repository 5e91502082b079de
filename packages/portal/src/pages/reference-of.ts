import type { User } from '@winkwire/contract/resources/user';

/** The metadata that the customer's back end attached to the user, such as `loan: 4711, branch: 3`. */
export const referenceOf = (user: User): string =>
  Object.entries(user.externalMetadata ?? {})
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ') || '–';
