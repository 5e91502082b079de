import { readTime, timeForm } from '@winkwire/contract/read-time';
import { InvalidArgumentError } from 'commander';

export function timeFlag(text: string): string {
  if (readTime(text) === undefined) throw new InvalidArgumentError(`It must be ${timeForm}.`);
  return text;
}

/**
 * Subtracts one millisecond from a time or from the start of a day. `--until` excludes this time, but the API's filter
 * `endDate` includes it.
 */
export const lastBefore = (text: string): string => new Date(Number(readTime(text)) - 1).toISOString();
