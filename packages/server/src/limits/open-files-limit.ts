import { readFileSync } from 'node:fs';

/**
 * How many files and connections this process may have open. Infinity if there is no limit, or if it is unknown, for
 * example outside of Linux.
 */
export function openFilesLimit(): number {
  try {
    const [, limit] = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return limit === undefined ? Number.POSITIVE_INFINITY : Number(limit);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
