import { maximumUploadBytes, maximumUploadFiles } from '@winkwire/contract/widget-api';
import type { FastifyRequest } from 'fastify';
import type { GivenFile } from '../../actions/accept-file.ts';
import { Failure } from '../../platform/failure.ts';
import { archiveBodyLimit } from '../archives.ts';

const mostFields = 10;
const limits = {
  fileSize: maximumUploadBytes,
  files: maximumUploadFiles,
  fields: mostFields,
  parts: maximumUploadFiles + mostFields,
  fieldNameSize: 100,
  fieldSize: 1000,
  headerPairs: 20,
};

export async function readForm(request: FastifyRequest): Promise<{ fileType: string; files: GivenFile[] }> {
  const { stop, noRoom } = limitBytes(request);
  try {
    return await Promise.race([readParts(request), noRoom]);
  } catch (error) {
    // Without `stop`, the parser reads the rest of the form, which takes five seconds for 64 MB of small fields.
    stop();
    throw refusalOf(error);
  }
}

async function readParts(request: FastifyRequest): Promise<{ fileType: string; files: GivenFile[] }> {
  let fileType = '';
  const files: GivenFile[] = [];
  for await (const part of request.parts({ limits })) {
    vetText(part.fieldname, 'The name of a field');
    if (part.type === 'field') {
      if (part.fieldname === 'fileType') fileType = vetText(String(part.value), 'fileType');
      continue;
    }
    const bytes = await part.toBuffer();
    files.push({ bytes: new Uint8Array(bytes), name: vetText(part.filename, 'The name of a file') });
  }
  if (fileType === '')
    throw new Failure('INVALID_PARAMETERS', 'fileType: is missing. It names the type of the document.');
  return { fileType, files };
}

/** Refuses text that was not UTF-8. The parser of forms replaces bytes that are not UTF-8 with U+FFFD. */
function vetText(text: string, what: string): string {
  if (!text?.includes('\ufffd')) return text;
  throw new Failure('INVALID_PARAMETERS', `${what} is not UTF-8.`);
}

/**
 * Counts the received bytes. `stop` discards the rest of the form. `noRoom` rejects when uploads may use no more
 * memory.
 */
function limitBytes({ raw, uploadPlace }: FastifyRequest): { stop(): void; noRoom: Promise<never> } {
  const { promise: noRoom, reject } = Promise.withResolvers<never>();
  let total = 0;
  const count = (chunk: Buffer) => {
    total += chunk.length;
    if (total > archiveBodyLimit) raw.destroy(tooLarge('All files together are larger than 64 MB.'));
    try {
      uploadPlace?.take(chunk.length);
    } catch (error) {
      reject(error);
    }
  };
  raw.on('data', count);
  const stop = () => {
    raw.off('data', count);
    raw.unpipe();
    raw.resume();
    uploadPlace?.leave();
  };
  return { stop, noRoom };
}

const tooLarge = (message: string) => new Failure('INVALID_PARAMETERS', message);

function refusalOf(error: unknown): unknown {
  const { code = '' } = error as { code?: string };
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge('A file is larger than 15 MB.');
  if (code === 'FST_FILES_LIMIT' || code === 'FST_PARTS_LIMIT') {
    return tooLarge(`Upload at most ${maximumUploadFiles} files at once.`);
  }
  if (error instanceof Failure || code.startsWith('FST_')) return error;
  return new Failure(
    'INVALID_PARAMETERS',
    'The form cannot be parsed. It has to be complete multipart/form-data.',
  );
}
