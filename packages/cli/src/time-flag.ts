import { readTime, timeForm } from '@winkwire/contract/read-time';
import { InvalidArgumentError } from 'commander';

/** Parses a flag that takes a time or a day. */
export function timeFlag(text: string): string {
  if (readTime(text) === undefined) throw new InvalidArgumentError(`It must be ${timeForm}.`);
  return text;
}
