import { inspectionMilliseconds, places } from '../analysis/reader/limits.ts';
import type { SniffedFormat } from '../analysis/reader/messages.ts';
import { ReaderProcess } from '../analysis/reader/reader-process.ts';
import { Failure } from '../failure.ts';
import { FairTurns, type TurnOwner } from '../fair-turns.ts';

/** Opens a file and closes it again; throws FileFaultError when that cannot be done. */
export type InspectFile = (bytes: Uint8Array, format: SniffedFormat) => Promise<void>;

/** Uploads that wait lie in our memory: the largest that is taken has 48 MB. */
const maximumWaitingBytes = { ofAll: 256 * 1024 * 1024, ofTenant: 128 * 1024 * 1024 };

const turns = new FairTurns(places);
const held = new Map<string, number>();

/** Gives `work` a process of its own to open the files of one upload in, when it is its owner's turn. */
export async function inspectUpload<Result>(
  owner: TurnOwner,
  bytes: number,
  work: (inspect: InspectFile) => Promise<Result>,
): Promise<Result> {
  hold(owner.tenantId, bytes);
  try {
    return await turns.run(owner, async () => {
      await using reader = new ReaderProcess({ niceness: 0 });
      const end = performance.now() + inspectionMilliseconds;
      return await work(async (content, format) => {
        await reader.run({ task: 'inspect', format, bytes: content }, end - performance.now());
      });
    });
  } finally {
    hold(owner.tenantId, -bytes);
  }
}

function hold(tenantId: string, bytes: number): void {
  const ofTenant = (held.get(tenantId) ?? 0) + bytes;
  const ofAll = [...held.values()].reduce((sum, each) => sum + each, bytes);
  if (bytes > 0 && (ofTenant > maximumWaitingBytes.ofTenant || ofAll > maximumWaitingBytes.ofAll)) {
    throw new Failure('SERVER_UNAVAILABLE', 'Many uploads are being opened. Try again in a few seconds.');
  }
  if (ofTenant === 0) held.delete(tenantId);
  else held.set(tenantId, ofTenant);
}
