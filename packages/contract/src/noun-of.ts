/** The form of a noun that follows a number: `delivery` after 1, `deliveries` after any other number. */
export const nounOf = (count: number, one: string, many = `${one}s`): string => (count === 1 ? one : many);
