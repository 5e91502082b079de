import { inspectionMilliseconds, places } from '../analysis/reader/limits.ts';
import type { SniffedFormat } from '../analysis/reader/messages.ts';
import { ReaderProcess } from '../analysis/reader/reader-process.ts';
import { FairTurns, type TurnOwner } from '../fair-turns.ts';
import { ByteRoom } from '../platform/byte-room.ts';
import { Failure } from '../platform/failure.ts';

/** Opens a file and closes it again; throws FileFaultError when that cannot be done. */
export type InspectFile = (bytes: Uint8Array, format: SniffedFormat) => Promise<void>;

const mebibyte = 1024 * 1024;

const turns = new FairTurns(places);
/** Uploads that wait lie in our memory, also when whoever sent them is gone. One of a user's always has room. */
const room = new ByteRoom({ ofAll: 256 * mebibyte, ofTenant: 128 * mebibyte, ofUser: 64 * mebibyte });

/** Gives `work` a process of its own to open the files of one upload in, when it is its owner's turn. */
export async function inspectUpload<Result>(
  owner: TurnOwner,
  bytes: number,
  work: (inspect: InspectFile) => Promise<Result>,
): Promise<Result> {
  if (!room.take(owner, bytes)) {
    throw new Failure('SERVER_UNAVAILABLE', 'Many uploads are being opened. Try again in a few seconds.');
  }
  try {
    return await turns.run(owner, async () => {
      await using reader = new ReaderProcess({ niceness: 0 });
      const end = performance.now() + inspectionMilliseconds;
      return await work(async (content, format) => {
        await reader.run({ task: 'inspect', format, bytes: content }, end - performance.now());
      });
    });
  } finally {
    room.giveBack(owner, bytes);
  }
}
