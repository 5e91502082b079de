import { longestSilence } from '../domain/heartbeats.ts';

/**
 * A process that has not run for longer than this many ms may have missed heartbeats: it was suspended, or kept
 * busy.
 */
const longestBreakMs = 20_000;

/**
 * After a start, an outage of the database or a break of the process, a frame that was not heard from is not necessarily
 * gone. This watch knows whether frames have had enough time since then to send a heartbeat.
 */
export class HeartbeatWatch {
  #listeningSince: number;
  #checkedAt: number;

  constructor(now: number) {
    this.#listeningSince = now;
    this.#checkedAt = now;
  }

  /**
   * Whether frames could reach this server for long enough before `now`. Call this regularly. `refusedAt` is when the
   * database was last unavailable, in ms on the same clock.
   */
  hasListened(now: number, refusedAt: number): boolean {
    const isBack = now - this.#checkedAt > longestBreakMs;
    this.#checkedAt = now;
    this.#listeningSince = Math.max(isBack ? now : this.#listeningSince, refusedAt);
    return now - this.#listeningSince > longestSilence.visible;
  }
}
