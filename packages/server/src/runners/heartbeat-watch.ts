import { longestSilence } from '../domain/heartbeats.ts';

/** After a break of more than this many ms, the process may have missed heartbeats. */
const longestBreakMs = 20_000;

/**
 * After a start, an outage or a suspension, a silent frame may still be there, because its heartbeats could not arrive.
 * This watch knows when frames have had enough time for a new heartbeat.
 */
export class HeartbeatWatch {
  #listeningSince: number;
  #checkedAt: number;

  constructor(now: number) {
    this.#listeningSince = now;
    this.#checkedAt = now;
  }

  /**
   * Whether frames could reach this server for longer than a visible frame may be silent. Call this regularly.
   * `refusedAt` is when the database was last unavailable.
   */
  hasListened(now: number, refusedAt: number): boolean {
    const isBack = now - this.#checkedAt > longestBreakMs;
    this.#checkedAt = now;
    this.#listeningSince = Math.max(isBack ? now : this.#listeningSince, refusedAt);
    return now - this.#listeningSince > longestSilence.visible;
  }
}
