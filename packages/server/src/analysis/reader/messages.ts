import type { UnreadableReason } from '@winkwire/contract/resources/archive-reading';
import type { Word } from '../layout.ts';
import type { Suspicion } from '../tampering/suspicion.ts';

/** The format of a file, as its bytes show. The file's name and its declared type are not trusted. */
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

/** How a page was read. The child process sends this report after each page. */
export interface PageReading {
  /** From 1. */
  page: number;
  /** How many pages of the file are read. */
  pages: number;
  readBy: 'TEXT' | 'PIXELS';
  /** By how many degrees the page was turned clockwise to read it. */
  turnedBy: number;
  words: number;
  /** Why the page was not read, or was read only in part. */
  unreadable: UnreadableReason | null;
}

/**
 * A task for the child process. `size` is the size of the file in bytes. The file itself follows on the standard
 * input.
 */
export interface ReaderRequest {
  task: 'inspect' | 'convert' | 'read' | 'examine' | 'draw';
  format: SniffedFormat;
  size: number;
  /** The number of the page to draw. The first page is 1. */
  page?: number;
}

/**
 * The reply to a request. `words` is empty unless the file was read, `suspicions` is empty unless the file was
 * examined, and `picture` is empty unless a page was drawn or the file was converted.
 */
export interface ReaderReply {
  fault: FileFault | null;
  detail: string;
  words: Word[];
  suspicions: Suspicion[];
  /** A PNG if a page was drawn, and a JPEG if the file was converted. In base64. */
  picture: string;
}

/**
 * Thrown if a file cannot be accepted or read. Callers decide by `fault` what to do, and `message` is for the log. If
 * `fault` is UNSUPPORTED, the user sees `message` too: it completes a sentence that begins with the file's name, and
 * says what the file is and what to do.
 */
export class FileFaultError extends Error {
  readonly fault: FileFault;

  constructor(fault: FileFault, message: string) {
    super(message);
    this.name = 'FileFaultError';
    this.fault = fault;
  }
}
