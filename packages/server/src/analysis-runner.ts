import { newId } from '@winkwire/contract/ids';
import { expireArchives } from './actions/expire-archives.ts';
import { finishAnalysis, type Outcome } from './actions/finish-analysis.ts';
import { readArchive } from './actions/get-archive.ts';
import { analyse, isReadable, unrecognised } from './analysis/analyse.ts';
import { classify } from './analysis/classify.ts';
import { type Line, linesOf, textOf } from './analysis/layout.ts';
import { FileFaultError } from './analysis/reader/messages.ts';
import { Reader, readingMilliseconds } from './analysis/reader/reader.ts';
import { sniff } from './analysis/reader/sniff.ts';
import { heartbeatMilliseconds, leaseArchive, releaseLease, renewLease } from './domain/archive-leases.ts';
import type { ArchiveWithFiles } from './domain/archive-resource.ts';
import type { ArchiveRow } from './domain/archives.ts';
import { findFileType } from './domain/file-types.ts';
import { findFileContent } from './domain/files.ts';
import type { Services } from './services.ts';

/*
 * Reads what users uploaded, one archive at a time, in every process that runs it. What is unfinished is said by the
 * rows: a runner that dies leaves a lease that runs out, and any other picks the archive up.
 */

const pollMilliseconds = 300;
const retryMilliseconds = 5_000;
const expiryMilliseconds = 3_600_000;
/** A file that ended the reading thread, or the process, so often is not tried again. */
const maximumAttempts = 3;

export interface AnalysisRunner {
  /** Gives back what it holds, and resolves when nothing of it runs. */
  close(): Promise<void>;
}

export function startAnalysisRunner(services: Services): AnalysisRunner {
  const runner = new Runner(services);
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

class Runner {
  readonly #services: Services;
  readonly #reader = new Reader(readingMilliseconds);
  /** Names this process in leases. */
  readonly #owner = newId('request');
  readonly #stop = new AbortController();

  constructor(services: Services) {
    this.#services = services;
  }

  async run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const worked = await this.#step().catch((error: unknown) => {
        this.#services.log.error({ err: error }, 'analysis failed');
        return false;
      });
      if (!worked) await this.#pause(pollMilliseconds);
    }
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#reader.close();
  }

  async expire(): Promise<void> {
    try {
      await expireArchives(this.#services);
    } catch (error) {
      this.#services.log.error({ err: error }, 'archives not expired');
    }
  }

  /** Analyses one archive; false when none waits. */
  async #step(): Promise<boolean> {
    const { store, now } = this.#services;
    const archive = await leaseArchive(store, { owner: this.#owner, now: now() });
    if (!archive) return false;
    const beat = setInterval(() => {
      // The next beat tries again. A lease that is lost for good makes the result be refused.
      renewLease(store, archive, { owner: this.#owner, now: now() }).catch(() => {});
    }, heartbeatMilliseconds);
    try {
      // Who died while reading could say nothing: the count alone tells.
      if (archive.attempts > maximumAttempts) await this.#giveUp(archive);
      else await this.#analyse(archive);
    } catch (error) {
      await this.#putBack(archive, error);
    } finally {
      clearInterval(beat);
    }
    return true;
  }

  async #analyse(archive: ArchiveRow): Promise<void> {
    const startedAt = performance.now();
    const { tenant_id: tenantId, mode } = archive;
    const read = await readArchive(this.#services.store, { tenantId, mode }, archive.id);
    const files = await this.#readFiles({ ...read, archive });
    if (!files) return;
    const outcome = decide(archive, files);
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

  /** The lines of each file; undefined when the archive is no longer ours to read. */
  async #readFiles({ archive, files }: ArchiveWithFiles): Promise<Line[][] | undefined> {
    const { store, now } = this.#services;
    const read: Line[][] = [];
    for (const file of files) {
      if (!(await renewLease(store, archive, { owner: this.#owner, now: now() }))) return undefined;
      const content = (await findFileContent(store, file.id))?.content;
      if (content) read.push(await this.#readFile(content));
    }
    return read;
  }

  async #readFile(content: Uint8Array): Promise<Line[]> {
    const format = await sniff(content);
    if (!format) return [];
    try {
      return linesOf(await this.#reader.run({ task: 'read', format, bytes: content }));
    } catch (error) {
      // It opened when it was uploaded; what cannot be read now says nothing. A thread that died may do better again.
      if (error instanceof FileFaultError && error.fault !== 'BROKEN') return [];
      throw error;
    }
  }

  /** Not ours to judge: the store or the thread failed, or we are stopping. Somebody tries again, but not for ever. */
  async #putBack(archive: ArchiveRow, error: unknown): Promise<void> {
    const { store, now, log } = this.#services;
    if (this.#stop.signal.aborted) {
      await releaseLease(store, archive, { owner: this.#owner, notBefore: 0, isAttempt: false });
      return;
    }
    log.warn({ archiveId: archive.id, err: error }, 'analysis interrupted');
    if (archive.attempts < maximumAttempts) {
      const notBefore = now() + retryMilliseconds;
      await releaseLease(store, archive, { owner: this.#owner, notBefore, isAttempt: true });
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

  #pause(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, milliseconds);
    const wake = () => resolve();
    this.#stop.signal.addEventListener('abort', wake);
    return promise.finally(() => {
      clearTimeout(timer);
      this.#stop.signal.removeEventListener('abort', wake);
    });
  }
}

/** What the lines of the files amount to. Pure. */
function decide(archive: ArchiveRow, files: Line[][]): Outcome {
  if (archive.job === 'ANALYZE' && archive.type) {
    return { classification: null, result: analyse(files, archive.type) };
  }
  if (!files.some(isReadable)) return { classification: null, result: { problem: unrecognised } };
  const classification = classify(files.map(textOf).join('\n'));
  const isAnalysed = archive.job === 'CLASSIFY_AND_ANALYZE' && findFileType(classification)?.ocr;
  return { classification, result: isAnalysed ? analyse(files, classification) : null };
}
