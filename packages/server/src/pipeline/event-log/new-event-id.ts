import { randomFillSync } from 'node:crypto';

/*
 * An event id is `et-` and 32 hex digits: twelve for the time in ms, four that count within the millisecond,
 * and sixteen random ones. Because ids grow with time, new ones are added at the end of the log's index. With
 * random ids, each event would change a page anywhere in the index. If the log had millions of events, these
 * pages would not all fit in the cache.
 */

const pool = Buffer.alloc(8 * 512);
let used = pool.length;
let lastTime = 0;
let count = 0;

/**
 * Returns an id that is greater than all earlier ones of this process, even if the clock was set back. `now` is in ms
 * since 1970.
 */
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
