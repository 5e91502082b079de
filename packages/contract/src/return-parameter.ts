/** The query parameter of the page's URL that contains a code when a user returns from a sign-in in the same tab. */
export const returnParameter = 'winkwire_return';
