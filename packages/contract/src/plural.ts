import { nounOf } from './noun-of.ts';

/** A number and its noun, such as `1 delivery` or `2 deliveries`. */
export const plural = (count: number, one: string, many?: string): string =>
  `${count} ${nounOf(count, one, many)}`;
