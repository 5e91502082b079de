import { nounOf } from '@winkwire/contract/noun-of';

/** A number, in the format of the reader's language, and its noun: `1 delivery`, `1,204 deliveries`. */
export const counted = (count: number, one: string, many?: string): string =>
  `${count.toLocaleString()} ${nounOf(count, one, many)}`;
