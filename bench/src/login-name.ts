/** The login name in event `n`. Each endpoint has a filter by it, so each event goes to one of `endpoints`. */
export const loginNameOf = (n: number, endpoints: number): string => `George Palomero ${n % endpoints}`;
