/** The form of a noun after a number: 1 `delivery`, 2 `deliveries`. */
export const nounOf = (count: number, one: string, many = `${one}s`): string => (count === 1 ? one : many);
