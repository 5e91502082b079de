import type { ArchiveWithFiles } from '../domain/archive-resource.ts';
import { findArchiveVersion } from '../domain/archives.ts';
import type { Caller } from '../platform/caller.ts';
import { pause } from '../platform/deadline.ts';
import type { Services } from '../platform/services.ts';
import { getArchive } from './get-archive.ts';

const longestWait = 20_000;
/** The store is asked rather than told: whoever changes the archive may be another process. */
const pollMilliseconds = 200;

/** The archive once it is beyond the version that its page has seen, or after 20 s as it is. */
export async function followArchive(
  services: Services,
  caller: Caller & { userId: string },
  { id, after, signal }: { id: string; after: number; signal: AbortSignal },
): Promise<ArchiveWithFiles> {
  const until = performance.now() + longestWait;
  for (;;) {
    const version = await findArchiveVersion(services.store, caller, id);
    // Of one that is not there nothing comes; waiting for it only asked the store a hundred times.
    if (version === undefined || version > after || performance.now() >= until || signal.aborted)
      return getArchive(services, caller, id);
    await pause(pollMilliseconds, signal);
  }
}
