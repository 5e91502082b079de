import { expireArchives } from './actions/expire-archives.ts';
import { type AnalysisOutcome, finishAnalysis } from './actions/finish-analysis.ts';
import { readArchive } from './actions/get-archive.ts';
import { analyse, isReadable, unrecognised } from './analysis/analyse.ts';
import { classify } from './analysis/classify.ts';
import { type Line, linesOf, textOf } from './analysis/layout.ts';
import type { Problem } from './analysis/problem.ts';
import { archiveMilliseconds, mostSlowWaiting, places, quickMilliseconds } from './analysis/reader/limits.ts';
import { type FileFault, FileFaultError } from './analysis/reader/messages.ts';
import { ReaderProcess } from './analysis/reader/reader-process.ts';
import { sniff } from './analysis/reader/sniff.ts';
import {
  heartbeatMilliseconds,
  isAnyWaiting,
  leaseArchive,
  releaseLease,
  renewLease,
} from './domain/archive-leases.ts';
import type { ArchiveWithFiles } from './domain/archive-resource.ts';
import type { ArchiveRow } from './domain/archives.ts';
import { fileNameShown } from './domain/file-name.ts';
import { findFileType } from './domain/file-types.ts';
import { type FileRow, findFileContent } from './domain/files.ts';
import type { Services } from './platform/services.ts';
import { ReadingTurns } from './reading-turns.ts';

/*
 * Reads what users uploaded, a few archives at a time and each in a process of its own, wherever it runs. What is
 * unfinished is said by the rows: a runner that dies leaves a lease that runs out, and any other picks the archive up.
 */

const pollMilliseconds = 300;
const retryMilliseconds = 5_000;
const expiryMilliseconds = 3_600_000;
/** An archive whose reading ended without a reason, or with our own process, so often is not tried again. */
const maximumAttempts = 3;

export interface AnalysisRunner {
  /** Gives back what it holds, and resolves when nothing of it runs. */
  close(): Promise<void>;
}

export function startAnalysisRunner(
  services: Services,
  { quickFor = quickMilliseconds }: { quickFor?: number } = {},
): AnalysisRunner {
  const runner = new Runner(services, quickFor);
  const running = runner.run();
  const expiry = setInterval(() => void runner.expire(), expiryMilliseconds);
  void runner.expire();
  return {
    async close() {
      clearInterval(expiry);
      await runner.stop();
      await running;
    },
  };
}

/** An archive that is being read. */
interface Reading {
  archive: ArchiveRow;
  startedAt: number;
  /** It has made room once, and is read to its end. */
  isSlow: boolean;
  makeRoom: AbortController;
}

class Runner {
  readonly #services: Services;
  readonly #quickFor: number;
  readonly #readings = new Set<Reading>();
  /** Archives that made room for others. They stay ours: their leases are renewed while they wait. */
  readonly #slow: ArchiveRow[] = [];
  readonly #turns = new ReadingTurns(places);
  readonly #underWay = new Set<Promise<void>>();
  readonly #stop = new AbortController();
  #wake = () => {};

  constructor(services: Services, quickFor: number) {
    this.#services = services;
    this.#quickFor = quickFor;
  }

  async run(): Promise<void> {
    const beat = setInterval(() => this.#slow.map((archive) => this.#renew(archive)), heartbeatMilliseconds);
    while (!this.#stop.signal.aborted) {
      const begun = await this.#begin().catch((error: unknown) => {
        this.#services.log.error({ err: error }, 'analysis failed');
        return false;
      });
      if (!begun) await this.#pause(pollMilliseconds);
    }
    await Promise.all(this.#underWay);
    clearInterval(beat);
    await Promise.all(this.#slow.map((archive) => this.#release(archive)));
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#wake();
  }

  async expire(): Promise<void> {
    try {
      await expireArchives(this.#services);
    } catch (error) {
      this.#services.log.error({ err: error }, 'archives not expired');
    }
  }

  /** Begins with the archive whose turn it is; false when none waits, or there is no place for one. */
  async #begin(): Promise<boolean> {
    const { store, now } = this.#services;
    const slow = this.#turns.isFull || this.#turns.isSlowUnderWay ? undefined : this.#slow.shift();
    if (slow) return this.#start(slow, { isSlow: true, end: this.#turns.beginSlow() });
    const archive = this.#turns.isFull
      ? undefined
      : await leaseArchive(store, { owner: this.#services.processId, now: now(), turn: this.#turns.next() });
    if (!archive) {
      await this.#makeRoom();
      return false;
    }
    const { tenant_id: tenantId, user_id: userId } = archive;
    return this.#start(archive, { isSlow: false, end: this.#turns.begin({ tenantId, userId }) });
  }

  #start(archive: ArchiveRow, { isSlow, end }: { isSlow: boolean; end: () => void }): true {
    const reading = { archive, startedAt: performance.now(), isSlow, makeRoom: new AbortController() };
    this.#readings.add(reading);
    const work = this.#read(reading)
      .catch((error: unknown) => this.#services.log.error({ err: error }, 'analysis failed'))
      .finally(() => {
        end();
        this.#readings.delete(reading);
        this.#underWay.delete(work);
        this.#wake();
      });
    this.#underWay.add(work);
    return true;
  }

  /** Ends the reading that has gone on for longest, when that is long and somebody else waits. */
  async #makeRoom(): Promise<void> {
    const { store, now } = this.#services;
    const longest = [...this.#readings].find(({ isSlow, startedAt }) => {
      return !isSlow && performance.now() - startedAt > this.#quickFor;
    });
    if (!longest || this.#slow.length >= mostSlowWaiting) return;
    if (await isAnyWaiting(store, now())) longest.makeRoom.abort();
  }

  /** Reads one archive and says what became of it. */
  async #read(reading: Reading): Promise<void> {
    const { archive, makeRoom } = reading;
    const beat = setInterval(() => this.#renew(archive), heartbeatMilliseconds);
    try {
      // Who died while reading could say nothing: the count alone tells.
      if (archive.attempts > maximumAttempts) await this.#giveUp(archive);
      else await this.#analyse(reading);
    } catch (error) {
      if (makeRoom.signal.aborted && !this.#stop.signal.aborted) this.#slow.push(archive);
      else await this.#putBack(archive, error);
    } finally {
      clearInterval(beat);
    }
  }

  /** The next beat tries again. When the lease is lost for good, the result is refused. */
  #renew(archive: ArchiveRow): void {
    const { store, now } = this.#services;
    renewLease(store, archive, { owner: this.#services.processId, now: now() }).catch(() => {});
  }

  /** We are stopping: anybody may read it, and this was no attempt. */
  #release(archive: ArchiveRow): Promise<void> {
    return releaseLease(this.#services.store, archive, {
      owner: this.#services.processId,
      notBefore: 0,
      isAttempt: false,
    });
  }

  async #analyse({ archive, makeRoom, startedAt }: Reading): Promise<void> {
    const { tenant_id: tenantId, mode } = archive;
    const read = await readArchive(this.#services.store, { tenantId, mode }, archive.id);
    const signal = AbortSignal.any([this.#stop.signal, makeRoom.signal]);
    const files = await this.#readFiles({ ...read, archive }, signal);
    if (!files) return;
    const outcome = Array.isArray(files) ? decide(archive, files) : { classification: null, result: files };
    const isOurs = await finishAnalysis(this.#services, { ...read, archive }, outcome);
    const facts = {
      archiveId: archive.id,
      type: archive.type ?? outcome.classification,
      problem: outcome.result?.problem?.code ?? null,
      discarded: !isOurs,
      milliseconds: Math.round(performance.now() - startedAt),
    };
    this.#services.log.info(facts, 'archive analysed');
  }

  /**
   * The lines of each file, or the problem of one that cannot be read to its end. Undefined when the archive is no
   * longer ours to read.
   */
  async #readFiles(
    { archive, files }: ArchiveWithFiles,
    signal: AbortSignal,
  ): Promise<Line[][] | { problem: Problem } | undefined> {
    const { store, now } = this.#services;
    await using reader = new ReaderProcess({ niceness: 5, signal });
    const end = performance.now() + archiveMilliseconds;
    const read: Line[][] = [];
    for (const file of files) {
      if (!(await renewLease(store, archive, { owner: this.#services.processId, now: now() })))
        return undefined;
      const content = (await findFileContent(store, file.id))?.content;
      if (!content) continue;
      try {
        read.push(await readFile(reader, content, end - performance.now()));
      } catch (error) {
        const problem = problemOf(error, file);
        if (problem) return { problem };
        throw error;
      }
    }
    return read;
  }

  /** Not ours to judge: the store or the reading process failed, or we are stopping. Somebody tries again, but not for ever. */
  async #putBack(archive: ArchiveRow, error: unknown): Promise<void> {
    const { store, now, log } = this.#services;
    if (this.#stop.signal.aborted) return this.#release(archive);
    log.warn({ archiveId: archive.id, err: error }, 'analysis interrupted');
    if (archive.attempts < maximumAttempts) {
      const notBefore = now() + retryMilliseconds;
      await releaseLease(store, archive, { owner: this.#services.processId, notBefore, isAttempt: true });
      return;
    }
    await this.#giveUp(archive);
  }

  async #giveUp(archive: ArchiveRow): Promise<void> {
    const { tenant_id: tenantId, mode } = archive;
    const read = await readArchive(this.#services.store, { tenantId, mode }, archive.id);
    const message = 'The files could not be read. Upload them again.';
    const result = { problem: { code: 'SYSTEM_ERROR', message } } as const;
    await finishAnalysis(this.#services, { ...read, archive }, { classification: null, result });
  }

  /** Until there may be something to do: after a while, when a place is free, or when we stop. */
  #pause(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    const timer = setTimeout(resolve, milliseconds);
    return promise.finally(() => clearTimeout(timer));
  }
}

async function readFile(reader: ReaderProcess, bytes: Uint8Array, milliseconds: number): Promise<Line[]> {
  const format = await sniff(bytes);
  if (!format) return [];
  try {
    return linesOf(await reader.run({ task: 'read', format, bytes }, milliseconds));
  } catch (error) {
    // It opened when it was uploaded; what cannot be read now says nothing.
    if (error instanceof FileFaultError && !(error.fault in reasons) && error.fault !== 'BROKEN') return [];
    throw error;
  }
}

/** Half a reading must not look like a whole one: one such file fails its archive. Trying again would cost the same. */
const reasons: Partial<Record<FileFault, string>> = {
  TIMEOUT: 'takes too long to read. Upload fewer pages, or the original PDF.',
  TOO_LARGE: 'is too large. Upload it in a lower resolution, or the original PDF.',
  TOO_LARGE_DECODED: 'is too large when it is opened. Upload it in a lower resolution, or the original PDF.',
};

function problemOf(error: unknown, file: FileRow): Problem | undefined {
  const reason = error instanceof FileFaultError && reasons[error.fault];
  if (!reason) return undefined;
  return { code: 'FILE_UNABLE_TO_RECOGNIZE', message: `"${fileNameShown(file.name)}" ${reason}` };
}

/** What the lines of the files amount to. Pure. */
function decide(archive: ArchiveRow, files: Line[][]): AnalysisOutcome {
  if (archive.job === 'ANALYZE' && archive.type) {
    return { classification: null, result: analyse(files, archive.type) };
  }
  if (!files.some(isReadable)) return { classification: null, result: { problem: unrecognised } };
  const classification = classify(files.map(textOf).join('\n'));
  const isAnalysed = archive.job === 'CLASSIFY_AND_ANALYZE' && findFileType(classification)?.ocr;
  return { classification, result: isAnalysed ? analyse(files, classification) : null };
}
