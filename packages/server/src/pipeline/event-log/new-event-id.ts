import { randomFillSync } from 'node:crypto';

/*
 * `et-` and 32 hex digits: twelve for the time, four that count within the millisecond, and sixteen random ones. Ids
 * grow with time, because random ones would change pages all over the log's index.
 */

const pool = Buffer.alloc(8 * 512);
let used = pool.length;
let lastTime = 0;
let count = 0;

/** Returns an id greater than all earlier ones of this process, even if the clock (in ms) was set back. */
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
