/** The query parameter with the code that a page gets when a user returns from a sign-in in the same tab. */
export const returnParameter = 'winkwire_return';
