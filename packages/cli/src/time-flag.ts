import { readTime, timeForm } from '@winkwire/contract/read-time';
import { InvalidArgumentError } from 'commander';

export function timeFlag(text: string): string {
  if (readTime(text) === undefined) throw new InvalidArgumentError(`It must be ${timeForm}.`);
  return text;
}

/**
 * The last millisecond before a time or a day, because `--until` excludes its time, but the API's filter `endDate`
 * includes its time.
 */
export const lastBefore = (text: string): string => new Date(Number(readTime(text)) - 1).toISOString();
