import { randomFillSync } from 'node:crypto';

/*
 * `et-` and 32 hex digits: twelve for the time in milliseconds, four that count within the millisecond, sixteen random
 * ones. Ids that grow with time are appended to the log's index. With random ids each event would dirty a page of its
 * own, and the index of a log of millions would no longer fit the cache.
 */

const pool = Buffer.alloc(8 * 512);
let used = pool.length;
let lastTime = 0;
let count = 0;

/** Ids grow from call to call within this process, also when the clock is set back. `now` is in ms since 1970. */
export function newEventId(now: number): string {
  if (now > lastTime) {
    lastTime = now;
    count = 0;
  } else if (++count > 0xffff) {
    lastTime++;
    count = 0;
  }
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 8;
  const time = lastTime.toString(16).padStart(12, '0');
  return `et-${time}${count.toString(16).padStart(4, '0')}${pool.toString('hex', used - 8, used)}`;
}
