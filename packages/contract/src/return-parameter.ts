/**
 * The name of a query parameter. A provider's sign-in page may replace the host page in the same tab. When the
 * user comes back, the URL of the host page has a code in this parameter.
 */
export const returnParameter = 'winkwire_return';
