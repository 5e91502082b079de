/** The login name in event `n`. Each endpoint filters by one login name, so each event goes to one endpoint. */
export const loginNameOf = (n: number, endpoints: number): string => `George Palomero ${n % endpoints}`;
