import { analyseArchive, giveUpArchive } from '../actions/analyse-archive.ts';
import { expireArchives } from '../actions/expire-archives.ts';
import { mostSlowWaiting, places, quickMilliseconds } from '../analysis/reader/limits.ts';
import { acquireArchive, isAnyWaiting, postponeArchive, uncountAttempt } from '../domain/archive-leases.ts';
import type { ArchiveRow } from '../domain/archives.ts';
import type { KeptLease } from '../platform/lease.ts';
import { Loop } from '../platform/loop.ts';
import type { Services } from '../platform/services.ts';
import { ReadingTurns } from './reading-turns.ts';

/*
 * Analyses uploaded archives, each in a child process. Several processes can share the work, because each has a lease
 * on the archives that it reads.
 */

const pollMs = 300;
const retryMs = 5_000;
const expiryMs = 3_600_000;
/** An attempt fails if the reader, the store or this process fails. A file that cannot be read is no failure. */
const maximumAttempts = 3;

export function startAnalysis(
  services: Services,
  { quickFor = quickMilliseconds }: { quickFor?: number } = {},
): { close(): Promise<void> } {
  const { log } = services;
  const analysis = new Analysis(services, quickFor);
  const loop = new Loop({ name: 'analysis', log, intervalMs: pollMs, run: (stop) => analysis.begin(stop) });
  const expiry = new Loop({
    name: 'archive-expiry',
    log,
    intervalMs: expiryMs,
    run: () => expireArchives(services),
  });
  analysis.onRoom = () => loop.wake();
  void loop.start();
  void expiry.start();
  return {
    async close() {
      await Promise.all([loop.close(), expiry.close()]);
      await analysis.close();
    },
  };
}

interface Reading {
  archive: ArchiveRow;
  lease: KeptLease;
  startedAt: number;
  /** Whether this reading was interrupted once to make room for another archive. It is not interrupted again. */
  isSlow: boolean;
  makeRoom: AbortController;
}

class Analysis {
  onRoom = (): void => {};
  readonly #services: Services;
  readonly #quickFor: number;
  readonly #readings = new Set<Reading>();
  /** Readings that were interrupted so that other archives could be read. Their leases are renewed while they wait. */
  readonly #slow: Reading[] = [];
  readonly #turns = new ReadingTurns(places);
  readonly #inProgress = new Set<Promise<void>>();

  constructor(services: Services, quickFor: number) {
    this.#services = services;
    this.#quickFor = quickFor;
  }

  /**
   * Starts to read the next archive. False if no archive waits, if there is no room, or if another process was faster.
   */
  async begin(stop: AbortSignal): Promise<boolean> {
    const { leases, now, store } = this.#services;
    const slow = this.#turns.isFull || this.#turns.isSlowRunning ? undefined : this.#slow.shift();
    if (slow) return this.#start({ ...slow, isSlow: true }, { end: this.#turns.beginSlow(), stop });
    await leases.sweep();
    const archive = this.#turns.isFull
      ? undefined
      : await acquireArchive(store, leases, { now: now(), turn: this.#turns.next() });
    if (!archive) {
      await this.#makeRoom();
      return false;
    }
    const { tenant_id: tenantId, user_id: userId } = archive;
    const lease = leases.keep('archive', archive.id);
    const end = this.#turns.begin({ tenantId, userId });
    return this.#start({ archive, lease, isSlow: false }, { end, stop });
  }

  async close(): Promise<void> {
    await Promise.all(this.#inProgress);
    await Promise.all(this.#slow.map((reading) => this.#giveBack(reading)));
  }

  #start(
    given: Pick<Reading, 'archive' | 'isSlow' | 'lease'>,
    { end, stop }: { end: () => void; stop: AbortSignal },
  ): true {
    const reading: Reading = { ...given, startedAt: performance.now(), makeRoom: new AbortController() };
    this.#readings.add(reading);
    const work = this.#read(reading, stop)
      .catch((error: unknown) => this.#services.log.error({ err: error }, 'analysis.failed'))
      .finally(() => {
        end();
        this.#readings.delete(reading);
        this.#inProgress.delete(work);
        this.onRoom();
      });
    this.#inProgress.add(work);
    return true;
  }

  /** Interrupts the oldest slow reading if another archive waits. Each reading is interrupted only once. */
  async #makeRoom(): Promise<void> {
    const { store, now } = this.#services;
    const longest = [...this.#readings].find(
      ({ isSlow, startedAt }) => !isSlow && performance.now() - startedAt > this.#quickFor,
    );
    if (!longest || this.#slow.length >= mostSlowWaiting) return;
    if (await isAnyWaiting(store, now())) longest.makeRoom.abort();
  }

  async #read(reading: Reading, stop: AbortSignal): Promise<void> {
    const { archive, lease, makeRoom } = reading;
    try {
      // If the process died during the last attempt, `#retry` did not run. So the archive is given up here.
      if (archive.attempts > maximumAttempts) await giveUpArchive(this.#services, archive);
      else {
        const signal = AbortSignal.any([stop, makeRoom.signal, lease.lost]);
        await analyseArchive(this.#services, archive, signal);
      }
    } catch (error) {
      if (stop.aborted) return this.#giveBack(reading);
      if (makeRoom.signal.aborted && !lease.lost.aborted) return void this.#slow.push(reading);
      await this.#retry(reading, error).finally(() => lease.release());
      return;
    }
    await lease.release();
  }

  /**
   * Releases an archive when the server stops. The interrupted reading does not count as an attempt. If the lease was
   * lost, the archive must not change, because another reading of it may have begun.
   */
  async #giveBack({ archive, lease }: Reading): Promise<void> {
    if (lease.lost.aborted) return;
    await uncountAttempt(this.#services.store, archive.id).finally(() => lease.release());
  }

  /**
   * After a failure of the store or the reader, the archive is read again, up to `maximumAttempts` times. If the lease
   * was lost, the archive must not change, because another reading of it may have begun.
   */
  async #retry({ archive, lease }: Reading, error: unknown): Promise<void> {
    const { leases, store, now, log } = this.#services;
    log.warn({ archiveId: archive.id, err: error }, 'analysis.interrupted');
    if (lease.lost.aborted) return;
    const [isStillOurs] = await leases.renew('archive', [archive.id]);
    if (!isStillOurs) return;
    if (archive.attempts < maximumAttempts) await postponeArchive(store, archive.id, now() + retryMs);
    else await giveUpArchive(this.#services, archive);
  }
}
