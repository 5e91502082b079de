/** A number and its noun, such as `1 delivery` or `2 deliveries`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
