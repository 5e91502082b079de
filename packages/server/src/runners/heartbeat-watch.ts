import { longestSilence } from '../domain/heartbeats.ts';

/** If the last check is longer ago than this many ms, the process may have missed heartbeats. */
const longestBreakMs = 20_000;

/**
 * After a start, an outage or a suspension, frames may seem silent because their heartbeats could not arrive. This
 * watch waits until every frame has had time for a new heartbeat.
 */
export class HeartbeatWatch {
  #listeningSince: number;
  #checkedAt: number;

  constructor(now: number) {
    this.#listeningSince = now;
    this.#checkedAt = now;
  }

  /**
   * Whether the server has listened long enough for a heartbeat of every visible frame. Call this regularly.
   * `refusedAt` is the time at which the database was last unavailable.
   */
  hasListened(now: number, refusedAt: number): boolean {
    const isBack = now - this.#checkedAt > longestBreakMs;
    this.#checkedAt = now;
    this.#listeningSince = Math.max(isBack ? now : this.#listeningSince, refusedAt);
    return now - this.#listeningSince > longestSilence.visible;
  }
}
