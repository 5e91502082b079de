import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { createTarDecoder, type ParsedTarEntry } from 'modern-tar';
import { BackupError, damagedArchive } from './backup-error.ts';
import { databaseEntry, type Manifest, tableOfEntry, vetManifest } from './manifest.ts';
import type { SealedKeys } from './sealed-keys.ts';

export interface ArchiveReader {
  /** Called first. */
  manifest(manifest: Manifest): Promise<void>;
  keys(keys: SealedKeys): Promise<void>;
  /** Must read all of `content`, which is a SQLite database or one table of a PostgreSQL database. */
  content(entry: string, content: Readable): Promise<void>;
}

/** The maximum size of a JSON entry, in bytes. Such an entry is read into memory as a whole. */
const mostText = 16 * 1024 * 1024;

/** Throws BackupError if the archive is unreadable, damaged or incomplete. */
export async function readArchive(path: string, reader: ArchiveReader): Promise<void> {
  const found: Record<string, string> = {};
  let expected: Record<string, string> | undefined;
  const archive = openArchive(path);
  try {
    for await (const entry of archive.entries) {
      const { name } = entry.header;
      if (expected) throw damagedArchive(`${name} follows the checksums`);
      const hash = createHash('sha256');
      const content = Readable.from(archive.watch(entry, (chunk) => hash.update(chunk)));
      if (name === 'checksums.json') expected = await jsonOf<Record<string, string>>(content);
      else if (name === 'manifest.json') await reader.manifest(vetManifest(await jsonOf(content)));
      else if (Object.keys(found).length === 0) throw damagedArchive('it does not begin with manifest.json');
      else if (name === 'keys.json') await reader.keys(await jsonOf<SealedKeys>(content));
      else if (name === databaseEntry || tableOfEntry(name)) await reader.content(name, content);
      else throw damagedArchive(`it has the unknown entry ${JSON.stringify(name)}`);
      if (!expected) found[name] = hash.digest('hex');
    }
  } catch (error) {
    throw archive.explain(error);
  }
  if (!expected) throw damagedArchive('its end is missing');
  const names = new Set([...Object.keys(expected), ...Object.keys(found)]);
  const wrong = [...names].find((name) => expected?.[name] !== found[name]);
  if (wrong !== undefined) throw damagedArchive(`${wrong} does not match its checksum`);
}

/** `explain` says whether the file cannot be read, its content is damaged, or the ArchiveReader failed. */
function openArchive(path: string) {
  let unreadable: Error | undefined;
  let damage: Error | undefined;
  const file = createReadStream(path).on('error', (error) => (unreadable = error));
  // The callback ignores errors, because reading the entries throws them too.
  const gunzip = pipeline(file, createGunzip(), () => {});
  const tar = Readable.toWeb(gunzip).pipeThrough(createTarDecoder({ strict: true }));
  async function* watch<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
    try {
      yield* items;
    } catch (error) {
      damage ??= error as Error;
      throw error;
    }
  }
  return {
    entries: watch<ParsedTarEntry>(tar),
    async *watch({ body }: ParsedTarEntry, onChunk: (chunk: Uint8Array) => void): AsyncGenerator<Uint8Array> {
      for await (const chunk of watch(body)) {
        onChunk(chunk);
        yield chunk;
      }
    },
    explain(error: unknown): unknown {
      if (unreadable) return new BackupError(`The archive cannot be read (${unreadable.message}).`);
      if (error instanceof BackupError) return error;
      return damage ? damagedArchive(damage.message) : error;
    },
  };
}

async function jsonOf<Value>(entry: AsyncIterable<Uint8Array>): Promise<Value> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of entry) {
    size += chunk.length;
    if (size > mostText) throw damagedArchive('an entry is too large');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Value;
  } catch {
    throw damagedArchive('an entry is not JSON');
  }
}
