import { readTime, timeForm } from '@winkwire/contract/read-time';
import { InvalidArgumentError } from 'commander';

/** Parses the value of a flag that is a time or a day. */
export function timeFlag(text: string): string {
  if (readTime(text) === undefined) throw new InvalidArgumentError(`It must be ${timeForm}.`);
  return text;
}
