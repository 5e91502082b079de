import { readTime, timeForm } from '@winkwire/contract/read-time';
import { InvalidArgumentError } from 'commander';

export function timeFlag(text: string): string {
  if (readTime(text) === undefined) throw new InvalidArgumentError(`It must be ${timeForm}.`);
  return text;
}

/** The last millisecond before a time or a day: `--until` excludes its time, and the filter `endDate` includes it. */
export const lastBefore = (text: string): string => new Date(Number(readTime(text)) - 1).toISOString();
