import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { createTarPacker } from 'modern-tar';
import { appendDigest } from './archive-digest.ts';
import { abortedBy } from './until-aborted.ts';

/** A compressed tar file, followed by its digest. The last entry has the SHA-256 of every other entry. */
export class ArchiveWriter {
  readonly #path: string;
  readonly #tar = createTarPacker();
  readonly #written: Promise<void>;
  readonly #checksums: Record<string, string> = {};

  constructor(path: string, signal?: AbortSignal) {
    this.#path = path;
    // Level 1 compresses JSON to a fifth, three times as fast as gzip's default.
    const file = createWriteStream(path, { mode: 0o600 });
    const packed = Readable.fromWeb(this.#tar.readable);
    this.#written = pipeline(packed, createGzip({ level: 1 }), appendDigest(), file, abortedBy(signal));
    // Only prevents an unhandled rejection: `addText`, `addFile` or `finish` reports the failed write.
    this.#written.catch(() => {});
  }

  async addText(name: string, text: string): Promise<void> {
    const bytes = Buffer.from(text);
    this.#checksums[name] = createHash('sha256').update(bytes).digest('hex');
    await Promise.race([pipeline([bytes], this.#entry(name, bytes.length)), this.#failed()]);
  }

  async addFile(name: string, path: string): Promise<void> {
    const hash = createHash('sha256');
    const { size } = await stat(path);
    const copied = pipeline(createReadStream(path), hashing(hash), this.#entry(name, size));
    await Promise.race([copied, this.#failed()]);
    this.#checksums[name] = hash.digest('hex');
  }

  /** Resolves when the content is on the disk. */
  async finish(): Promise<void> {
    await this.addText('checksums.json', JSON.stringify(this.#checksums));
    this.#tar.controller.finalize();
    await this.#written;
    const file = await open(this.#path, 'r+');
    await file.sync();
    await file.close();
  }

  /** Closes the file, which stays incomplete. */
  async abort(): Promise<void> {
    this.#tar.controller.error(new Error('The archive is not needed any more.'));
    await this.#written.catch(() => {});
  }

  #entry(name: string, size: number): Writable {
    return Writable.fromWeb(this.#tar.controller.add({ name, size, mode: 0o600 }));
  }

  /** Rejects when the file cannot be written, for example on a full disk. Never resolves. */
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
