import { nounOf } from '@winkwire/contract/noun-of';

/** In the format of the reader's language: `1 delivery`, `1,204 deliveries`. */
export const counted = (count: number, one: string, many?: string): string =>
  `${count.toLocaleString()} ${nounOf(count, one, many)}`;
