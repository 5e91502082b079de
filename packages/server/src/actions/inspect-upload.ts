import { conversionMilliseconds, inspectionMilliseconds, places } from '../analysis/reader/limits.ts';
import type { SniffedFormat } from '../analysis/reader/messages.ts';
import { ReaderProcess } from '../analysis/reader/reader-process.ts';
import { ByteRoom } from '../platform/byte-room.ts';
import { Failure } from '../platform/failure.ts';
import { FairTurns, type TurnOwner } from '../platform/fair-turns.ts';

/**
 * Checks that a file can be opened. Resolves with the bytes to keep: those of the file, or a JPEG in place of a HEIC.
 * Throws FileFaultError if the file cannot be opened.
 */
export type InspectFile = (bytes: Uint8Array, format: SniffedFormat) => Promise<Uint8Array>;

const mebibyte = 1024 * 1024;

const turns = new FairTurns(places);
/**
 * The room, in bytes, for uploads that wait for their inspection or are being inspected. Such an upload stays in memory
 * even if its client has disconnected. A user has room for one upload of the maximum size.
 */
const room = new ByteRoom({ ofAll: 256 * mebibyte, ofTenant: 128 * mebibyte, ofUser: 64 * mebibyte });

/**
 * Waits for the owner's turn, and then runs `work`. `work` gets the function `inspect`, which opens files in a separate
 * process.
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
    return await turns.run(owner, async () => {
      await using reader = new ReaderProcess({ niceness: 0 });
      // HEIC files are converted in a process of their own. Decoding a picture needs more memory than an
      // inspection may take, and a process does not return this memory.
      await using converter = new ReaderProcess({ niceness: 5 });
      const inspecting = budgetOf(inspectionMilliseconds);
      const converting = budgetOf(conversionMilliseconds);
      return await work(async (content, format) => {
        if (format === 'HEIC') return await converting((left) => converter.convert(content, left));
        await inspecting((left) => reader.run({ task: 'inspect', format, bytes: content }, left));
        return content;
      });
    });
  } finally {
    room.giveBack(owner, bytes);
  }
}

/**
 * Returns a function that runs `work` and passes it the time that is left. All calls of the function share the given
 * time.
 */
function budgetOf(milliseconds: number) {
  let left = milliseconds;
  return async <Result>(work: (left: number) => Promise<Result>): Promise<Result> => {
    const began = performance.now();
    try {
      return await work(left);
    } finally {
      left -= performance.now() - began;
    }
  };
}
