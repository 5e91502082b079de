import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { damagedArchive } from './backup-error.ts';
import { abortedBy } from './until-aborted.ts';

/*
 * The archive ends with its SHA-256, in an empty gzip member. The checksums inside are not enough: some bits of
 * compressed data can change although the data stays the same.
 */
const header = Buffer.from([0x1f, 0x8b, 8, 0x10, 0, 0, 0, 0, 0, 0xff]);
const ending = Buffer.from([0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

const memberOf = (hash: Hash): Buffer => Buffer.concat([header, Buffer.from(hash.digest('hex')), ending]);
const memberSize = memberOf(createHash('sha256')).length;

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

/** Throws BackupError if a byte has changed. False if the archive has no digest. */
export async function matchesDigest(path: string, signal?: AbortSignal): Promise<boolean> {
  const end = await readEnd(path);
  if (!end?.member.subarray(0, header.length).equals(header)) return false;
  const hash = createHash('sha256');
  const before = createReadStream(path, { end: end.start - 1, ...abortedBy(signal) });
  for await (const chunk of before) hash.update(chunk);
  if (!memberOf(hash).equals(end.member)) throw damagedArchive('it does not match its digest');
  return true;
}

async function readEnd(path: string): Promise<{ member: Buffer; start: number } | undefined> {
  // If the archive cannot be opened, `readArchive` reports the error.
  await using file = await open(path).catch(() => undefined);
  if (!file) return undefined;
  const start = (await file.stat()).size - memberSize;
  if (start <= 0) return undefined;
  return { member: (await file.read(Buffer.alloc(memberSize), 0, memberSize, start)).buffer, start };
}
