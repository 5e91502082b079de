import { maximumUploadRequestBytes } from '@winkwire/contract/widget-api';
import type { NewFile } from '../domain/files.ts';
import { FileRefusal, type GivenFile } from './accept-file.ts';

/** The maximum for all stored files of an archive together. A HEIC is stored as a JPEG, which is larger. */
const maximumKeptBytes = maximumUploadRequestBytes;

const tooMuchTogether = () =>
  new FileRefusal(
    'TOO_LARGE_AS_JPG',
    'Together, the photographs are too large after their conversion to JPG. Upload fewer at a time.',
  );

export async function acceptEach(
  files: readonly GivenFile[],
  accept: (given: GivenFile) => Promise<NewFile>,
): Promise<NewFile[]> {
  const accepted: NewFile[] = [];
  let kept = 0;
  for (const [position, given] of files.entries()) {
    try {
      const file = await accept(given);
      kept += file.size_bytes;
      if (kept > maximumKeptBytes) throw tooMuchTogether();
      accepted.push(file);
    } catch (error) {
      if (error instanceof FileRefusal) error.position = position;
      throw error;
    }
  }
  return accepted;
}
