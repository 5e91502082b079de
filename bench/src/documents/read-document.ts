import { type AnalysisResult, analyse } from '@winkwire/server/analysis/analyse';
import { linesOf } from '@winkwire/server/analysis/layout';
import { FileFaultError } from '@winkwire/server/analysis/reader/messages';
import { ReaderProcess } from '@winkwire/server/analysis/reader/reader-process';
import { sniff } from '@winkwire/server/analysis/reader/sniff';
import type { DocumentType } from './document.ts';

const mostMilliseconds = 600_000;

/** Reads a file as the server does: in a child process of its own. */
export async function readDocument(bytes: Uint8Array, type: DocumentType): Promise<AnalysisResult> {
  await using reader = new ReaderProcess({ niceness: 0 });
  const format = await sniff(bytes);
  if (!format) return unable('The format was not recognised.');
  try {
    return analyse([linesOf(await reader.run({ task: 'read', format, bytes }, mostMilliseconds))], type);
  } catch (error) {
    if (error instanceof FileFaultError) return unable(error.fault);
    throw error;
  }
}

const unable = (message: string): AnalysisResult => ({
  problem: { code: 'FILE_UNABLE_TO_RECOGNIZE', message },
});
