import { nounOf } from './noun-of.ts';

/** `1 delivery`, `2 deliveries`. */
export const plural = (count: number, one: string, many?: string): string =>
  `${count} ${nounOf(count, one, many)}`;
