/** The query parameter for the code with which a user comes back to the host page from a provider in the same tab. */
export const returnParameter = 'winkwire_return';
