import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Pack, pack } from 'tar-stream';

/**
 * Writes an archive: a tar file in gzip, whose last entry has the SHA-256 of all others. The file gets its name when
 * it is whole and on the disk.
 */
export class ArchiveWriter {
  readonly #path: string;
  readonly #pack: Pack = pack();
  readonly #written: Promise<void>;
  readonly #checksums: Record<string, string> = {};

  constructor(path: string) {
    this.#path = path;
    // Level 1 compresses JSON to a fifth of its size, at three times the speed of gzip's default level.
    const file = createWriteStream(this.#partial, { mode: 0o600 });
    this.#written = pipeline(this.#pack, createGzip({ level: 1 }), file);
    // Only prevents an unhandled rejection. The call that adds the next entry reports the failed write.
    this.#written.catch(() => {});
  }

  get #partial(): string {
    return `${this.#path}.partial`;
  }

  async addText(name: string, text: string): Promise<void> {
    const bytes = Buffer.from(text);
    this.#checksums[name] = createHash('sha256').update(bytes).digest('hex');
    const entry = this.#pack.entry({ name, size: bytes.length, mode: 0o600 });
    await Promise.race([pipeline([bytes], entry), this.#failed()]);
  }

  async addFile(name: string, path: string): Promise<void> {
    const hash = createHash('sha256');
    const { size } = await stat(path);
    const entry = this.#pack.entry({ name, size, mode: 0o600 });
    await Promise.race([pipeline(createReadStream(path), hashing(hash), entry), this.#failed()]);
    this.#checksums[name] = hash.digest('hex');
  }

  async finish(): Promise<void> {
    await this.addText('checksums.json', JSON.stringify(this.#checksums));
    this.#pack.finalize();
    await this.#written;
    const file = await open(this.#partial, 'r+');
    await file.sync();
    await file.close();
    await rename(this.#partial, this.#path);
  }

  async abort(): Promise<void> {
    this.#pack.destroy();
    await this.#written.catch(() => {});
    await rm(this.#partial, { force: true });
  }

  /** Rejects when the file cannot be written, as on a full disk. Never resolves. */
  #failed(): Promise<never> {
    return this.#written.then(() => new Promise<never>(() => {}));
  }
}

const hashing = (hash: Hash): Transform =>
  new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
