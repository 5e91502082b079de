import { parentPort } from 'node:worker_threads';
import type { Word } from '../layout.ts';
import { inspectImage, wordsOfPicture } from './image.ts';
import { FileFaultError, type ReaderReply, type ReaderRequest } from './messages.ts';
import { inspectPdf, wordsOfPdf } from './pdf.ts';

/*
 * Strangers' files are opened here and nowhere else: a thread with bounded memory, which its owner ends when it is
 * silent for too long.
 */

parentPort?.on('message', async (request: ReaderRequest) => {
  parentPort?.postMessage(await answer(request));
});

async function answer(request: ReaderRequest): Promise<ReaderReply> {
  try {
    const words = request.task === 'inspect' ? await inspect(request) : await read(request);
    return { id: request.id, fault: null, detail: '', words };
  } catch (error) {
    const fault = error instanceof FileFaultError ? error.fault : 'CORRUPT';
    return { id: request.id, fault, detail: String(error), words: [] };
  }
}

async function inspect({ bytes, format }: ReaderRequest): Promise<Word[]> {
  if (format === 'PDF') await inspectPdf(bytes);
  else inspectImage(bytes, format);
  return [];
}

const read = ({ bytes, format }: ReaderRequest): Promise<Word[]> =>
  format === 'PDF' ? wordsOfPdf(bytes) : wordsOfPicture(bytes, format);
