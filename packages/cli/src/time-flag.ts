import { readTime, timeForm } from '@winkwire/contract/read-time';
import { InvalidArgumentError } from 'commander';

/** Refuses a value that is neither a time nor a day. */
export function timeFlag(text: string): string {
  if (readTime(text) === undefined) throw new InvalidArgumentError(`It must be ${timeForm}.`);
  return text;
}

/**
 * The last millisecond before a time or a day. `--until` excludes its time, but the filter `endDate` of the API
 * includes its time. So the filter gets the millisecond before.
 */
export const lastBefore = (text: string): string => new Date(Number(readTime(text)) - 1).toISOString();
