import { maximumWords, type Word } from '../layout.ts';
import { capBuffers } from './cap-buffers.ts';
import { loadCode } from './load-code.ts';
import {
  FileFaultError,
  type PageReading,
  type ReaderReply,
  type ReaderRequest,
  type SniffedFormat,
} from './messages.ts';
import { PagePictures } from './page-pictures.ts';
import { watchParent } from './watch-parent.ts';

/*
 * Untrusted files are opened only here, in a process without secrets. It may read only code, and is killed if it takes
 * too much memory or time (see reader-process.ts).
 */

process.on('disconnect', () => process.exit());
watchParent();

// A library may catch the error that `capBuffers` throws, and continue with half a file. So the fault is sent to the
// parent before the error is thrown.
const nothing = { words: [], suspicions: [], picture: '' };
capBuffers((detail) => reply({ fault: 'TOO_LARGE_DECODED', detail, ...nothing }));

process.on('message', async (request: ReaderRequest) => {
  reply(await handle(request, await receive(request.size)));
});

/** The maximum length of a word, in characters. Without a limit, a file could make the reply very large. */
const maximumWordLength = 300;

function reply({ fault, detail, words, suspicions, picture }: ReaderReply): void {
  const few = words
    .slice(0, maximumWords)
    .map((word) => ({ ...word, text: word.text.slice(0, maximumWordLength).toWellFormed() }));
  process.send?.({ fault, detail: detail.slice(0, maximumWordLength), words: few, suspicions, picture });
}

function receive(size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  const { promise, resolve } = Promise.withResolvers<Uint8Array>();
  let received = 0;
  const take = (chunk: Buffer) => {
    bytes.set(chunk, received);
    received += chunk.length;
    if (received < size) return;
    process.stdin.off('data', take).pause();
    resolve(bytes);
  };
  process.stdin.on('data', take).resume();
  return promise;
}

async function handle(request: ReaderRequest, bytes: Uint8Array): Promise<ReaderReply> {
  try {
    return { fault: null, detail: '', ...nothing, ...(await run(request, bytes)) };
  } catch (error) {
    if (!(error instanceof FileFaultError)) return { fault: 'CORRUPT', detail: String(error), ...nothing };
    // A person may read this message, so the name of the error's class is left out.
    return { fault: error.fault, detail: error.message, ...nothing };
  }
}

/**
 * Each task imports only its own code, because a process starts for every upload. With all of the code, an inspection
 * would take twice the processor time.
 */
async function run(
  { task, format, page = 1 }: ReaderRequest,
  bytes: Uint8Array,
): Promise<Partial<ReaderReply>> {
  switch (task) {
    case 'read':
      return { words: await read(bytes, format) };
    case 'examine': {
      const { examine } = await loadCode(import('./examine.ts'));
      return { suspicions: await examine(bytes, format, opened(bytes)) };
    }
    case 'draw': {
      const { drawPage } = await loadCode(import('./draw-page.ts'));
      return { picture: base64Of(await drawPage(bytes, format, page)) };
    }
    case 'convert': {
      const { convertToJpeg } = await loadCode(import('./convert-to-jpeg.ts'));
      return { picture: base64Of(await convertToJpeg(bytes)) };
    }
    case 'inspect':
      await inspect(bytes, format);
      return {};
  }
}

async function inspect(bytes: Uint8Array, format: SniffedFormat): Promise<void> {
  if (format === 'PDF') await (await loadCode(import('./inspect-pdf.ts'))).inspectPdf(bytes);
  else (await loadCode(import('./inspect-image.ts'))).inspectImage(bytes, format);
}

const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const pictures = new PagePictures();

function opened(bytes: Uint8Array): PagePictures {
  pictures.open(bytes);
  return pictures;
}

async function read(bytes: Uint8Array, format: SniffedFormat): Promise<Word[]> {
  const reading = { pictures: opened(bytes), onPage: report };
  return format === 'PDF'
    ? (await loadCode(import('./pdf.ts'))).wordsOfPdf(bytes, reading)
    : (await loadCode(import('./image.ts'))).wordsOfPicture(bytes, format, reading);
}

const report = (reading: PageReading) => process.send?.({ reading });
