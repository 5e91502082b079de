import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { packTar, unpackTar } from 'modern-tar';
import { appendDigest } from '../archive-digest.ts';

/** Changes entries as a forger would: checksums and digest are computed again. */
export async function rewriteArchive(
  archive: Buffer,
  edit: (name: string, content: Buffer) => Buffer,
): Promise<Buffer> {
  const checksums: Record<string, string> = {};
  const entries = (await unpackTar(gunzipSync(archive))).map(
    ({ header: { name }, data = Buffer.alloc(0) }) => {
      const content =
        name === 'checksums.json' ? Buffer.from(JSON.stringify(checksums)) : edit(name, Buffer.from(data));
      checksums[name] = createHash('sha256').update(content).digest('hex');
      return { header: { name, size: content.length }, body: content };
    },
  );
  return withDigest(gzipSync(await packTar(entries), { level: 1 }));
}

export const withDigest = (archive: Buffer): Promise<Buffer> =>
  buffer(Readable.from([archive]).pipe(appendDigest()));

export function changeDatabase(content: Buffer, sql: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'winkwire-forged-'));
  const file = join(folder, 'database.sqlite');
  writeFileSync(file, content);
  const database = new DatabaseSync(file);
  database.exec(`pragma journal_mode = delete; ${sql}`);
  database.close();
  const changed = readFileSync(file);
  rmSync(folder, { recursive: true });
  return changed;
}
