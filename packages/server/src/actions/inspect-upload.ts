import { inspectionMilliseconds, places } from '../analysis/reader/limits.ts';
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
 * The room, in bytes, for uploads that wait for their inspection. Such an upload stays in memory even if its
 * client has disconnected. A user has room for one upload of the maximum size.
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
      const end = performance.now() + inspectionMilliseconds;
      return await work(async (content, format) => {
        const milliseconds = end - performance.now();
        if (format === 'HEIC') return await reader.convert(content, milliseconds);
        await reader.run({ task: 'inspect', format, bytes: content }, milliseconds);
        return content;
      });
    });
  } finally {
    room.giveBack(owner, bytes);
  }
}
