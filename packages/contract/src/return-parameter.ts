/** When a user returns from a provider to the host page, this query parameter contains the code for the session. */
export const returnParameter = 'winkwire_return';
