import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { damagedArchive } from './backup-error.ts';
import { abortedBy } from './until-aborted.ts';

/*
 * The last bytes of an archive are an empty member of gzip. Its comment is the SHA-256 of all bytes before it, and
 * programs that unpack the archive skip it. The checksums inside the archive are not enough: some bits of compressed
 * data can change without a change of what is unpacked.
 */
const header = Buffer.from([0x1f, 0x8b, 8, 0x10, 0, 0, 0, 0, 0, 0xff]);
const ending = Buffer.from([0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

const memberOf = (hash: Hash): Buffer => Buffer.concat([header, Buffer.from(hash.digest('hex')), ending]);
const memberSize = memberOf(createHash('sha256')).length;

/** Passes an archive on, and appends its digest. */
export function appendDigest(): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush: (done) => done(null, memberOf(hash)),
  });
}

/** Throws BackupError if a byte of the archive has changed. Returns false if the archive does not end with a digest. */
export async function matchesDigest(path: string, signal?: AbortSignal): Promise<boolean> {
  const end = await readEnd(path);
  if (!end?.member.subarray(0, header.length).equals(header)) return false;
  const hash = createHash('sha256');
  const before = createReadStream(path, { end: end.start - 1, ...abortedBy(signal) });
  for await (const chunk of before) hash.update(chunk);
  if (!memberOf(hash).equals(end.member)) throw damagedArchive('it does not match its digest');
  return true;
}

/** Reads the last bytes of an archive. `start` is where they begin. Undefined if the archive is too short. */
async function readEnd(path: string): Promise<{ member: Buffer; start: number } | undefined> {
  // The next reading of the archive explains why it cannot be opened.
  await using file = await open(path).catch(() => undefined);
  if (!file) return undefined;
  const start = (await file.stat()).size - memberSize;
  if (start <= 0) return undefined;
  return { member: (await file.read(Buffer.alloc(memberSize), 0, memberSize, start)).buffer, start };
}
