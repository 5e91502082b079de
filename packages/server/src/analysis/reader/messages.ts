import type { UnreadableReason } from '@winkwire/contract/resources/archive-reading';
import type { Word } from '../layout.ts';
import type { Suspicion } from '../tampering/suspicion.ts';

/** The format of a file, as its bytes show it. The file's name and declared type are not trusted. */
export type SniffedFormat = 'PDF' | 'PNG' | 'JPEG' | 'TIFF' | 'HEIC';

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

/** How a page was read. Sent after each page. */
export interface PageReading {
  /** From 1. */
  page: number;
  pages: number;
  readBy: 'TEXT' | 'PIXELS';
  /** Clockwise, in degrees. */
  turnedBy: number;
  words: number;
  unreadable: UnreadableReason | null;
}

/** A task for the child process. `size` is in bytes. The file itself follows on the standard input. */
export interface ReaderRequest {
  task: 'inspect' | 'convert' | 'read' | 'examine' | 'draw';
  format: SniffedFormat;
  size: number;
  /** From 1. */
  page?: number;
}

/**
 * `words` is for a file that was read, `suspicions` for one that was examined, and `picture` for one that was drawn or
 * converted.
 */
export interface ReaderReply {
  fault: FileFault | null;
  detail: string;
  words: Word[];
  suspicions: Suspicion[];
  /** A PNG after drawing, a JPEG after converting. In base64. */
  picture: string;
}

/**
 * Thrown if a file cannot be accepted or read. If `fault` is UNSUPPORTED, the user sees `message`, which completes a
 * sentence that begins with the file's name.
 */
export class FileFaultError extends Error {
  readonly fault: FileFault;

  constructor(fault: FileFault, message: string) {
    super(message);
    this.name = 'FileFaultError';
    this.fault = fault;
  }
}
