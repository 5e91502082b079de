import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { matchesDigest } from './archive-digest.ts';
import { BackupError, damagedArchive } from './backup-error.ts';
import { readArchive } from './read-archive.ts';
import type { Abortable } from './until-aborted.ts';

/**
 * Throws BackupError if a byte of the archive has changed. Older archives have no digest and are unpacked instead,
 * which misses changes that only affect the compression.
 */
export async function requireUnchanged(path: string, { onProgress, signal }: Abortable): Promise<void> {
  // The archive is read twice, which a pipe does not allow.
  if (!(await stat(path)).isFile())
    throw new BackupError(`${path} is not a file. Save the archive in a file first.`);
  if (await matchesDigest(path, signal)) return;
  await readArchive(path, {
    async manifest({ hasDigest }) {
      if (hasDigest) throw damagedArchive('its digest is missing');
    },
    async keys() {},
    content(entry, content) {
      onProgress({ what: `${entry} checked`, done: 0 });
      return discard(content);
    },
  });
}

export async function discard(content: Readable): Promise<void> {
  for await (const _ of content);
}
