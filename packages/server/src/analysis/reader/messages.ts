import type { Word } from '../layout.ts';

/** What the bytes themselves say they are; names and declared types are never trusted. */
export type SniffedFormat = 'PDF' | 'PNG' | 'JPEG' | 'TIFF';

/** Why a file cannot be taken or read. */
export type FileFault =
  | 'EMPTY'
  | 'UNSUPPORTED'
  | 'CORRUPT'
  | 'ENCRYPTED'
  | 'TOO_LARGE'
  | 'TIMEOUT'
  | 'BROKEN';

export type ReaderRequest = {
  id: number;
  task: 'inspect' | 'read';
  format: SniffedFormat;
  bytes: Uint8Array;
};

/** `words` is empty after an inspection. */
export type ReaderReply = { id: number; fault: FileFault | null; detail: string; words: Word[] };

/** A file cannot be taken or read; `message` is for our log, the code for whoever decides. */
export class FileFaultError extends Error {
  readonly fault: FileFault;

  constructor(fault: FileFault, message: string) {
    super(message);
    this.name = 'FileFaultError';
    this.fault = fault;
  }
}
