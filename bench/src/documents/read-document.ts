import { type AnalysisResult, analyse, withFileCheck } from '@winkwire/server/analysis/analyse';
import { linesOf } from '@winkwire/server/analysis/layout';
import { FileFaultError } from '@winkwire/server/analysis/reader/messages';
import { ReaderProcess } from '@winkwire/server/analysis/reader/reader-process';
import { sniff } from '@winkwire/server/analysis/reader/sniff';
import type { Suspicion } from '@winkwire/server/analysis/tampering/suspicion';
import type { DocumentType } from './document.ts';

const mostMilliseconds = 600_000;

/** Reads a file as the server does, in a separate child process. */
export async function readDocument(bytes: Uint8Array, type: DocumentType): Promise<AnalysisResult> {
  await using reader = new ReaderProcess({ niceness: 0 });
  const format = sniff(bytes);
  if (!format) return unable('The format was not recognised.');
  try {
    const lines = linesOf(await reader.run({ task: 'read', format, bytes }, mostMilliseconds));
    const suspicions = await reader.examine({ format, bytes }, mostMilliseconds);
    return withFileCheck(analyse([lines], type), suspicions);
  } catch (error) {
    if (error instanceof FileFaultError) return unable(error.fault);
    throw error;
  }
}

/** Looks for signs of a change. Does not read the words in pictures. */
export async function examineDocument(bytes: Uint8Array): Promise<Suspicion[]> {
  await using reader = new ReaderProcess({ niceness: 0 });
  const format = sniff(bytes);
  // Without `await`, the reader's process would be ended before the examination.
  return format ? await reader.examine({ format, bytes }, mostMilliseconds) : [];
}

const unable = (message: string): AnalysisResult => ({
  problem: { code: 'FILE_UNABLE_TO_RECOGNIZE', message },
});
