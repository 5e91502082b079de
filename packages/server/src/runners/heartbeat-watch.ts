import { longestSilence } from '../domain/heartbeats.ts';

/** A process that was suspended or busy for longer than this many ms may have missed heartbeats. */
const longestBreakMs = 20_000;

/**
 * Before a start of the server, during an outage of the database, or while the process is suspended, frames cannot send
 * heartbeats. So a frame that is silent after such an interruption may still be there. This watch knows whether frames
 * have had enough time for a heartbeat since the last interruption.
 */
export class HeartbeatWatch {
  #listeningSince: number;
  #checkedAt: number;

  constructor(now: number) {
    this.#listeningSince = now;
    this.#checkedAt = now;
  }

  /**
   * Whether frames have been able to reach this server for more than `longestSilence.visible`, the longest time for
   * which a visible frame may be silent. Call this regularly. `refusedAt` is when the database was last unavailable, in
   * ms on the clock of `now`.
   */
  hasListened(now: number, refusedAt: number): boolean {
    const isBack = now - this.#checkedAt > longestBreakMs;
    this.#checkedAt = now;
    this.#listeningSince = Math.max(isBack ? now : this.#listeningSince, refusedAt);
    return now - this.#listeningSince > longestSilence.visible;
  }
}
