import { progressVersion } from '../domain/archive-progress.ts';
import type { ArchiveWithFiles } from '../domain/archive-resource.ts';
import { findArchiveVersion } from '../domain/archives.ts';
import type { Caller } from '../platform/caller.ts';
import { pause } from '../platform/deadline.ts';
import type { Services } from '../platform/services.ts';
import { getArchive } from './get-archive.ts';

const longestWait = 20_000;
/** In ms. Another process may change the archive, so the store is polled. */
const pollMilliseconds = 200;

/** Waits until `progressVersion` is greater than `after`, but at most 20 s, or until `signal` aborts. */
export async function followArchive(
  services: Services,
  caller: Caller & { userId: string },
  { id, after, signal }: { id: string; after: number; signal: AbortSignal },
): Promise<ArchiveWithFiles> {
  const until = performance.now() + longestWait;
  for (;;) {
    const row = await findArchiveVersion(services.store, caller, id);
    const version = row && progressVersion(row);
    // If the archive does not exist, there is nothing to wait for.
    if (version === undefined || version > after || performance.now() >= until || signal.aborted)
      return getArchive(services, caller, id);
    await pause(pollMilliseconds, signal);
  }
}
