import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { extract, pack } from 'tar-stream';

/** Changes the entries of an archive as a forger would: its checksums are right afterwards. */
export async function rewriteArchive(
  archive: Buffer,
  edit: (name: string, content: Buffer) => Buffer,
): Promise<Buffer> {
  const tar = pack();
  const checksums: Record<string, string> = {};
  const written = buffer(tar);
  for await (const entry of Readable.from([gunzipSync(archive)]).pipe(extract())) {
    const { name } = entry.header;
    const before = await buffer(entry as unknown as AsyncIterable<Buffer>);
    const content = name === 'checksums.json' ? Buffer.from(JSON.stringify(checksums)) : edit(name, before);
    checksums[name] = createHash('sha256').update(content).digest('hex');
    tar.entry({ name }, content);
  }
  tar.finalize();
  return gzipSync(await written, { level: 1 });
}

/** Runs a statement on a SQLite database that is given as its bytes. */
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
