import type { Word } from '../layout.ts';

/** The format that the bytes themselves indicate; names and declared types are never trusted. */
export type SniffedFormat = 'PDF' | 'PNG' | 'JPEG' | 'TIFF';

/** Why a file cannot be accepted or read. */
export type FileFault =
  | 'EMPTY'
  | 'UNSUPPORTED'
  | 'CORRUPT'
  | 'ENCRYPTED'
  | 'TOO_LARGE'
  | 'TOO_LARGE_DECODED'
  | 'TOO_MANY_PAGES'
  | 'TIMEOUT'
  | 'BROKEN';

/** The file itself follows on standard input: `size` bytes. */
export interface ReaderRequest {
  task: 'inspect' | 'read';
  format: SniffedFormat;
  size: number;
}

/** `words` is empty after an inspection. */
export interface ReaderReply {
  fault: FileFault | null;
  detail: string;
  words: Word[];
}

/** A file cannot be accepted or read. `message` is for our log; callers decide by the code. */
export class FileFaultError extends Error {
  readonly fault: FileFault;

  constructor(fault: FileFault, message: string) {
    super(message);
    this.name = 'FileFaultError';
    this.fault = fault;
  }
}
