import { readTime, timeForm } from '@winkwire/contract/read-time';
import { InvalidArgumentError } from 'commander';

/** Parses the value of a flag that is a time or a day. */
export function timeFlag(text: string): string {
  if (readTime(text) === undefined) throw new InvalidArgumentError(`It must be ${timeForm}.`);
  return text;
}

/**
 * The last millisecond before a time or a day. The period of `--until` ends before its value, but filters of
 * the API, such as `endDate`, include their value. So such a filter gets this millisecond.
 */
export const lastBefore = (text: string): string => new Date(Number(readTime(text)) - 1).toISOString();
