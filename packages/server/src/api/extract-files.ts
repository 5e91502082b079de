import { randomBytes } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { maximumUploadBytes, maximumUploadFiles } from '@winkwire/contract/widget-api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '../platform/failure.ts';
import { Base64Reader, type DecodedFile } from './base64-reader.ts';
import { smallBody } from './body-limits.ts';
import type { UploadPlace } from './upload-room.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The files of the body, keyed by their placeholders in the JSON. */
    extractedFiles: ReadonlyMap<string, DecodedFile> | undefined;
  }
}

/*
 * Each file is decoded while it arrives, and a placeholder replaces it. Handling a body of 64 MB as a whole blocked the
 * process for a second and took three times the memory.
 */

/** In bytes. A longer string is treated as a file. */
const longestText = 4096;
/** The maximum number of strings in a body. A request with twenty files and all their fields has fewer than 200. */
const mostTexts = 2000;
const quote = 0x22;
const backslash = 0x5c;

/** A `preParsing` hook of Fastify that removes the files from the body. */
export async function extractFiles(
  request: FastifyRequest,
  _reply: FastifyReply,
  payload: NodeJS.ReadableStream,
): Promise<NodeJS.ReadableStream> {
  const extractor = new FileExtractor(request.routeOptions.bodyLimit ?? smallBody, request.uploadPlace);
  request.extractedFiles = extractor.files;
  payload.once('error', (error) => extractor.destroy(error));
  // If the body exceeds its limit, the rest of it is read and discarded.
  extractor.once('error', () => {
    payload.unpipe(extractor);
    payload.resume();
  });
  return payload.pipe(extractor);
}

class FileExtractor extends Transform {
  readonly files = new Map<string, DecodedFile>();
  /** The number of bytes received so far. Fastify compares it with `content-length` and the limit. */
  receivedEncodedLength = 0;
  readonly #limit: number;
  readonly #place: UploadPlace | undefined;
  #refusal: Error | undefined;
  /** Part of every placeholder, so that clients cannot forge one. */
  readonly #secret = randomBytes(16).toString('hex');
  #kept = 0;
  #texts = 0;
  #json: Buffer[] = [];
  #isInText = false;
  /** Whether the text so far ends with an escaping backslash. */
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
      // Many clients read the response only after they have sent the whole body, so the rest is read and discarded.
      if (!this.#refusal) {
        this.#place?.take(chunk.length);
        this.#read(chunk);
      }
    } catch (error) {
      this.#refuse(error as Error);
    }
    // Strings are pushed together, once for each chunk. When each string was pushed alone, 64 KB of empty strings took
    // 76 ms.
    const json = Buffer.concat(this.#json);
    this.#json = [];
    done(null, json.length > 0 ? json : undefined);
  }

  override _flush(done: TransformCallback): void {
    // If the body ends within a string, the parser reports the error.
    if (!this.#refusal) for (const part of this.#text) this.push(part);
    done(this.#refusal);
  }

  /** Frees the received part now, because the rest may take minutes to arrive. */
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

  #readJson(chunk: Buffer, from: number): number {
    const open = chunk.indexOf(quote, from);
    const end = open === -1 ? chunk.length : open + 1;
    this.#keep(chunk.subarray(from, end));
    this.#isInText = open !== -1;
    return end;
  }

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
      // The string continues after an escaped quote. Base64 contains none. If a text contains many of them, the search
      // would take long.
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
    if (this.files.size === maximumUploadFiles) {
      throw new Failure('INVALID_PARAMETERS', `rawFiles: give at most ${maximumUploadFiles} files at once.`);
    }
    this.#file = new Base64Reader(maximumUploadBytes);
    this.#file.add(Buffer.concat(this.#text));
    this.#text = [];
  }

  #endText(): void {
    this.#texts += 1;
    if (this.#texts > mostTexts) {
      throw new Failure('INVALID_PARAMETERS', `The body may contain at most ${mostTexts} strings.`);
    }
    if (this.#file) {
      // The placeholder is so long that only the field for a file's content accepts it. In other fields, validation
      // refuses it.
      const placeholder = `${this.#secret}-${this.files.size}`.padEnd(longestText + 1, '-');
      this.files.set(placeholder, this.#file.end());
      this.#json.push(Buffer.from(placeholder));
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
        `Apart from its files, the body may be at most ${smallBody / 1024} KB long.`,
      );
    }
    this.#json.push(part);
  }
}

/**
 * Whether an odd number of backslashes precedes the character at `end`. Backslashes before `from` are not counted.
 * Instead, `isEscaping` says whether one of them escapes the character at `from`.
 */
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
    `A string of more than ${longestText} bytes is accepted only if it is a file in base64.`,
  );
