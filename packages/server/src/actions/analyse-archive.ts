import { analyse, isReadable, unrecognised, withFileCheck } from '../analysis/analyse.ts';
import { classify } from '../analysis/classify.ts';
import { type Line, linesOf, textOf } from '../analysis/layout.ts';
import type { Problem } from '../analysis/problem.ts';
import { archiveMilliseconds } from '../analysis/reader/limits.ts';
import { type FileFault, FileFaultError, type PageReading } from '../analysis/reader/messages.ts';
import { ReaderProcess } from '../analysis/reader/reader-process.ts';
import { sniff } from '../analysis/reader/sniff.ts';
import type { Suspicion } from '../analysis/tampering/suspicion.ts';
import { isStarted } from '../domain/archive-leases.ts';
import type { ArchiveWithFiles } from '../domain/archive-resource.ts';
import type { ArchiveRow } from '../domain/archives.ts';
import { fileNameShown } from '../domain/file-name.ts';
import { findFileType } from '../domain/file-types.ts';
import { type FileRow, findFileContent } from '../domain/files.ts';
import type { Services } from '../platform/services.ts';
import { type AnalysisOutcome, finishAnalysis } from './finish-analysis.ts';
import { readArchive } from './get-archive.ts';
import { ReadingProgress } from './reading-progress.ts';

/**
 * The caller must have the archive's lease. Throws if the store or the reader fails, or if the signal aborts. The
 * status of the archive then does not change.
 */
export async function analyseArchive(
  services: Services,
  archive: ArchiveRow,
  signal: AbortSignal,
): Promise<void> {
  const startedAt = performance.now();
  const { tenant_id: tenantId, mode } = archive;
  const read = await readArchive(services.store, { tenantId, mode }, archive.id);
  const progress = new ReadingProgress(services, { ...read, archive });
  const files = await readFiles(services, { ...read, archive }, { progress, signal });
  if (!files) return;
  const outcome = Array.isArray(files)
    ? withPlaceNamed(decide(archive, files), read.files)
    : { classification: null, result: files };
  const unused = outcome.result?.problem === null ? outcome.result.unused : [];
  const reading = { ...(await progress.end()), unused };
  const isWritten = await finishAnalysis(services, { ...read, archive }, { ...outcome, reading });
  const facts = {
    archiveId: archive.id,
    type: archive.type ?? outcome.classification,
    problem: outcome.result?.problem?.code ?? null,
    discarded: !isWritten,
    milliseconds: Math.round(performance.now() - startedAt),
  };
  services.log.info(facts, 'archive.analysed');
}

export async function giveUpArchive(services: Services, archive: ArchiveRow): Promise<void> {
  const { tenant_id: tenantId, mode } = archive;
  const read = await readArchive(services.store, { tenantId, mode }, archive.id);
  const message = 'The files could not be read. Upload them again.';
  const result = { problem: { code: 'SYSTEM_ERROR', message } } as const;
  await finishAnalysis(services, { ...read, archive }, { classification: null, result, reading: null });
}

/**
 * Reads the files of an archive. If a file has a fault, returns the problem, and reads no further file. Undefined if
 * the archive has been revoked or finished meanwhile.
 */
async function readFiles(
  { store }: Services,
  { archive, files }: ArchiveWithFiles,
  { progress, signal }: { progress: ReadingProgress; signal: AbortSignal },
): Promise<FileReading[] | { problem: Problem } | undefined> {
  await using reader = new ReaderProcess({ niceness: 5, signal });
  const end = performance.now() + archiveMilliseconds;
  const read: FileReading[] = [];
  for (const [index, file] of files.entries()) {
    if (!(await isStarted(store, archive.id))) return undefined;
    const content = (await findFileContent(store, file.id))?.content;
    if (!content) {
      read.push(unread);
      continue;
    }
    try {
      const onPage = (page: PageReading) => progress.add(index, page);
      const milliseconds = end - performance.now();
      read.push(await readFile(reader, { bytes: content, index, milliseconds, onPage }));
    } catch (error) {
      const problem = problemOf(error, file);
      if (problem) return { problem };
      throw error;
    }
  }
  return read;
}

type Decision = Omit<AnalysisOutcome, 'reading'>;

interface FileReading {
  lines: Line[];
  suspicions: Suspicion[];
}

const unread: FileReading = { lines: [], suspicions: [] };

interface Opened {
  bytes: Uint8Array;
  index: number;
  milliseconds: number;
  onPage: (page: PageReading) => void;
}

async function readFile(
  reader: ReaderProcess,
  { bytes, index, milliseconds, onPage }: Opened,
): Promise<FileReading> {
  const format = sniff(bytes);
  if (!format) throw new FileFaultError('UNSUPPORTED', 'The format was not recognised.');
  const end = performance.now() + milliseconds;
  const words = await reader.run({ task: 'read', format, bytes, onPage }, milliseconds);
  const suspicions = await reader.examine({ format, bytes }, Math.max(1, end - performance.now()));
  return { lines: linesOf(words, index), suspicions };
}

/**
 * For each fault, what the message says after the file's name. The archive is not read again, because a second attempt
 * would most likely fail too. CORRUPT can occur, because some damage is found only by decoding.
 */
const reasons: Record<Exclude<FileFault, 'BROKEN'>, string> = {
  EMPTY: 'is empty. Upload it again.',
  UNSUPPORTED: 'cannot be read. Save it as PDF, PNG or JPG.',
  CORRUPT: 'is damaged and cannot be read. Save or scan it again.',
  ENCRYPTED: 'is protected by a password. Save it without one.',
  TOO_MANY_PAGES: 'has too many pages. Upload only the relevant pages.',
  TIMEOUT: 'takes too long to read. Upload fewer pages, or the original PDF.',
  TOO_LARGE: 'is too large. Upload it in a lower resolution, or the original PDF.',
  TOO_LARGE_DECODED: 'is too large when it is opened. Upload it in a lower resolution, or the original PDF.',
};

function problemOf(error: unknown, file: FileRow): Problem | undefined {
  if (!(error instanceof FileFaultError) || error.fault === 'BROKEN') return undefined;
  const message = `"${fileNameShown(file.name)}" ${reasons[error.fault]}`;
  return { code: 'FILE_UNABLE_TO_RECOGNIZE', message };
}

function withPlaceNamed(outcome: Decision, files: FileRow[]): Decision {
  const problem = outcome.result?.problem;
  const file = problem?.file === undefined ? undefined : files[problem.file];
  if (!problem || !file) return outcome;
  const message = `Page ${problem.page} of "${fileNameShown(file.name)}": ${problem.message}`;
  return { ...outcome, result: { problem: { ...problem, message } } };
}

function decide(archive: ArchiveRow, readings: FileReading[]): Decision {
  const files = readings.map(({ lines }) => lines);
  const suspicions = readings.flatMap((reading) => reading.suspicions);
  if (archive.job === 'ANALYZE' && archive.type) {
    return { classification: null, result: withFileCheck(analyse(files, archive.type), suspicions) };
  }
  if (!files.some(isReadable)) return { classification: null, result: { problem: unrecognised } };
  const classification = classify(files.map(textOf).join('\n'));
  const isAnalysed = archive.job === 'CLASSIFY_AND_ANALYZE' && findFileType(classification)?.ocr;
  const result = isAnalysed ? withFileCheck(analyse(files, classification), suspicions) : null;
  return { classification, result };
}
