import { randomBytes } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { maximumUploadBytes } from '@winkwire/contract/widget-api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { maximumFiles } from '../actions/create-archive.ts';
import { Failure } from '../platform/failure.ts';
import { Base64Reader, type DecodedFile } from './base64-reader.ts';
import { smallBody } from './body-limits.ts';
import type { UploadPlace } from './upload-room.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The files of a body, by what stands for each in its JSON. */
    extractedFiles: ReadonlyMap<string, DecodedFile> | undefined;
  }
}

/*
 * A body of 64 MB that carries files is a small JSON text with a few long texts in it. They are taken out while the body
 * arrives, decoded a chunk at a time, and a short word stands in their place. So no text of 64 MB is ever made,
 * searched or parsed: that took a second in one piece, and three times the memory.
 */

/** No text that is not a file may be as long. */
const longestText = 4096;
/** Twenty files with all their fields hold 200, names among them. */
const mostTexts = 2000;
const quote = 0x22;
const backslash = 0x5c;

/** Fastify's `preParsing`: what is parsed is the body without its files. */
export async function extractFiles(
  request: FastifyRequest,
  _reply: FastifyReply,
  payload: NodeJS.ReadableStream,
): Promise<NodeJS.ReadableStream> {
  const taking = new FileExtractor(request.routeOptions.bodyLimit ?? smallBody, request.uploadPlace);
  request.extractedFiles = taking.files;
  payload.once('error', (error) => taking.destroy(error));
  // What still comes after a refusal is thrown away unread.
  taking.once('error', () => {
    payload.unpipe(taking);
    payload.resume();
  });
  return payload.pipe(taking);
}

class FileExtractor extends Transform {
  readonly files = new Map<string, DecodedFile>();
  /** Fastify compares it with the header `content-length`, and with the limit. */
  receivedEncodedLength = 0;
  readonly #limit: number;
  readonly #place: UploadPlace | undefined;
  #refusal: Error | undefined;
  /** Nobody who sends a body knows it, so nobody can name a file that is not in it. */
  readonly #secret = randomBytes(16).toString('hex');
  #kept = 0;
  #texts = 0;
  #json: Buffer[] = [];
  #isInText = false;
  /** Whether the text so far ends with a backslash that escapes what follows. */
  #isEscaping = false;
  #text: Buffer[] = [];
  #textLength = 0;
  #file: Base64Reader | undefined;

  constructor(limit: number, place: UploadPlace | undefined) {
    super();
    this.#limit = limit;
    this.#place = place;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.receivedEncodedLength += chunk.length;
    if (this.receivedEncodedLength > this.#limit) {
      done(new Failure('INVALID_PARAMETERS', `The body may be at most ${this.#limit} bytes long.`));
      return;
    }
    try {
      // Of a body that is refused the rest is thrown away: an answer in its middle would not be heard.
      if (!this.#refusal) {
        this.#place?.take(chunk.length);
        this.#read(chunk);
      }
    } catch (error) {
      this.#refuse(error as Error);
    }
    // One piece for each chunk: a push for each text took 76 ms for 64 KB of empty ones.
    const json = Buffer.concat(this.#json);
    this.#json = [];
    done(null, json.length > 0 ? json : undefined);
  }

  override _flush(done: TransformCallback): void {
    // A text without an end: the parser says so.
    if (!this.#refusal) for (const part of this.#text) this.push(part);
    done(this.#refusal);
  }

  /** What was read so far is let go: the rest may take minutes to come. */
  #refuse(error: Error): void {
    this.#refusal = error;
    this.#place?.leave();
    this.files.clear();
    this.#file = undefined;
    this.#text = [];
  }

  #read(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) {
      at = this.#isInText ? this.#readText(chunk, at) : this.#readJson(chunk, at);
    }
  }

  /** Up to the quote that opens a text. */
  #readJson(chunk: Buffer, from: number): number {
    const open = chunk.indexOf(quote, from);
    const end = open === -1 ? chunk.length : open + 1;
    this.#keep(chunk.subarray(from, end));
    this.#isInText = open !== -1;
    return end;
  }

  /** Up to the quote that closes it, or to the end of the chunk. */
  #readText(chunk: Buffer, from: number): number {
    const close = this.#findClose(chunk, from);
    const end = close === -1 ? chunk.length : close;
    this.#take(chunk.subarray(from, end));
    if (close === -1) return end;
    this.#endText();
    this.#keep(chunk.subarray(close, close + 1));
    return close + 1;
  }

  #findClose(chunk: Buffer, from: number): number {
    let at = from;
    for (;;) {
      const found = chunk.indexOf(quote, at);
      const end = found === -1 ? chunk.length : found;
      const isEscaped = isEscapedAt(chunk, { from, end, isEscaping: this.#isEscaping });
      if (found === -1) {
        this.#isEscaping = isEscaped;
        return -1;
      }
      if (!isEscaped) return found;
      // Looking for the end of a text from one escaped quote to the next would take long.
      if (this.#file || this.#textLength + found - from > longestText) throw notBase64();
      at = found + 1;
    }
  }

  #take(part: Buffer): void {
    if (this.#file) {
      this.#file.add(part);
      return;
    }
    this.#text.push(part);
    this.#textLength += part.length;
    if (this.#textLength <= longestText) return;
    if (this.files.size === maximumFiles) {
      throw new Failure('INVALID_PARAMETERS', `rawFiles: give at most ${maximumFiles} files at once.`);
    }
    this.#file = new Base64Reader(maximumUploadBytes);
    this.#file.add(Buffer.concat(this.#text));
    this.#text = [];
  }

  #endText(): void {
    this.#texts += 1;
    if (this.#texts > mostTexts) {
      throw new Failure('INVALID_PARAMETERS', `The body may hold at most ${mostTexts} texts.`);
    }
    if (this.#file) {
      // Too long for any other text: where no file belongs, it is refused.
      const word = `${this.#secret}-${this.files.size}`.padEnd(longestText + 1, '-');
      this.files.set(word, this.#file.end());
      this.#json.push(Buffer.from(word));
    } else {
      for (const part of this.#text) this.#keep(part);
    }
    this.#file = undefined;
    this.#text = [];
    this.#textLength = 0;
    this.#isInText = false;
    this.#isEscaping = false;
  }

  #keep(part: Buffer): void {
    this.#kept += part.length;
    if (this.#kept > smallBody) {
      throw new Failure(
        'INVALID_PARAMETERS',
        `Beside its files the body may be at most ${smallBody / 1024} KB long.`,
      );
    }
    this.#json.push(part);
  }
}

/** Whether an odd number of backslashes stands before the end. */
function isEscapedAt(
  chunk: Buffer,
  { from, end, isEscaping }: { from: number; end: number; isEscaping: boolean },
): boolean {
  let at = end;
  while (at > from && chunk[at - 1] === backslash) at--;
  const isOdd = (end - at) % 2 === 1;
  return at === from ? isOdd !== isEscaping : isOdd;
}

const notBase64 = (): Failure =>
  new Failure(
    'INVALID_PARAMETERS',
    `A text of more than ${longestText} characters has to be the bytes of a file in base64.`,
  );
