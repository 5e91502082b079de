import {
  conversionMilliseconds,
  conversionPlaces,
  inspectionMilliseconds,
  places,
} from '../analysis/reader/limits.ts';
import type { SniffedFormat } from '../analysis/reader/messages.ts';
import { ReaderProcess } from '../analysis/reader/reader-process.ts';
import { ByteRoom } from '../platform/byte-room.ts';
import { Failure } from '../platform/failure.ts';
import { FairTurns, type TurnOwner } from '../platform/fair-turns.ts';

/**
 * Resolves with the bytes to keep: those of the file, or a JPEG in place of a HEIC. Throws FileFaultError if the file
 * cannot be opened.
 */
export type InspectFile = (bytes: Uint8Array, format: SniffedFormat) => Promise<Uint8Array>;

const mebibyte = 1024 * 1024;

const kinds = {
  inspection: { turns: new FairTurns(places), niceness: 0, milliseconds: inspectionMilliseconds },
  conversion: { turns: new FairTurns(conversionPlaces), niceness: 5, milliseconds: conversionMilliseconds },
};
type Kind = keyof typeof kinds;

/** Limits the memory of uploads in inspection. A user has room for one upload of the maximum size. */
const room = new ByteRoom({ ofAll: 256 * mebibyte, ofTenant: 128 * mebibyte, ofUser: 64 * mebibyte });

/**
 * Calls `work` with `inspect`, which waits for a place and opens a file in a separate process. Throws
 * SERVER_UNAVAILABLE if there is no room for the upload.
 */
export async function inspectUpload<Result>(
  owner: TurnOwner,
  bytes: number,
  work: (inspect: InspectFile) => Promise<Result>,
): Promise<Result> {
  if (!room.take(owner, bytes)) {
    throw new Failure('SERVER_UNAVAILABLE', 'Too many uploads are being inspected. Retry in a few seconds.');
  }
  try {
    await using place = new UploadPlace(owner);
    return await work(async (content, format) => {
      if (format === 'HEIC') {
        return await place.run('conversion', (reader, left) => reader.convert(content, left));
      }
      await place.run('inspection', (reader, left) =>
        reader.run({ task: 'inspect', format, bytes: content }, left),
      );
      return content;
    });
  } finally {
    room.giveBack(owner, bytes);
  }
}

/**
 * Opens the files of one upload in child processes, one process at a time. Inspections and conversions wait for
 * separate places.
 */
class UploadPlace implements AsyncDisposable {
  readonly #owner: TurnOwner;
  #held: { kind: Kind; reader: ReaderProcess; giveBack(): void } | undefined;
  readonly #left: Record<Kind, number> = {
    inspection: kinds.inspection.milliseconds,
    conversion: kinds.conversion.milliseconds,
  };

  constructor(owner: TurnOwner) {
    this.#owner = owner;
  }

  /** The time limit of a kind applies to all files of the upload together. Waiting for a place does not count. */
  async run<Result>(
    kind: Kind,
    work: (reader: ReaderProcess, left: number) => Promise<Result>,
  ): Promise<Result> {
    const reader = await this.#take(kind);
    const began = performance.now();
    try {
      return await work(reader, this.#left[kind]);
    } finally {
      this.#left[kind] -= performance.now() - began;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    try {
      await held?.reader[Symbol.asyncDispose]();
    } finally {
      held?.giveBack();
    }
  }

  async #take(kind: Kind): Promise<ReaderProcess> {
    if (this.#held?.kind === kind) return this.#held.reader;
    await this[Symbol.asyncDispose]();
    const { turns, niceness } = kinds[kind];
    const giveBack = await turns.take(this.#owner);
    this.#held = { kind, reader: new ReaderProcess({ niceness }), giveBack };
    return this.#held.reader;
  }
}
