/**
 * When a user returns from a sign-in in the same tab, the page's URL contains a code. This is the name of its query
 * parameter.
 */
export const returnParameter = 'winkwire_return';
