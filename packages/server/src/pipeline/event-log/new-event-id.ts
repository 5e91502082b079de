import { randomFillSync } from 'node:crypto';

/*
 * `et-` and 32 hex digits whose first twelve are the time in milliseconds, then four that count within it, then
 * sixteen random ones. Ids that grow with time keep the log's index an append: with random ids every event dirties
 * a page of its own, and a log of millions no longer fits the cache.
 */

const pool = Buffer.alloc(8 * 512);
let used = pool.length;
let lastTime = 0;
let count = 0;

/** Grows from call to call within this process, also when the clock jumps back. `now` in ms since 1970. */
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
