// biome-ignore-all lint/style/noNonNullAssertion: splitting gives at least one part
import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
  woff2: 'font/woff2',
};
/** Whether the format of a file is already compressed. */
const isPacked = (ending: string): boolean => /^(png|ico|woff2|pdf)$/.test(ending);
/** In bytes. A smaller file fits into one packet without compression. */
const worthPacking = 1000;

const packers = {
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
};
type Packing = keyof typeof packers;

/** A file in memory. It is sent without the thread pool that reads files. */
export class MemoryFile {
  readonly bytes: Buffer;
  readonly type: string;
  readonly #etag: string;
  readonly #isWorthPacking: boolean;
  readonly #packed = new Map<Packing, Buffer>();
  #isBeingPacked = false;

  constructor(name: string, bytes: Buffer) {
    const ending = name.split('.').at(-1)!;
    this.bytes = bytes;
    this.type = types[ending] ?? 'application/octet-stream';
    this.#etag = hash('sha256', bytes, 'base64url').slice(0, 20);
    this.#isWorthPacking = !isPacked(ending) && bytes.length >= worthPacking;
  }

  send(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const { headers } = request;
    const packing = this.#packingFor(headers['accept-encoding']);
    const etag = `"${this.#etag}${packing ? `-${packing}` : ''}"`;
    reply.header('etag', etag);
    if (this.#isWorthPacking) reply.header('vary', 'accept-encoding');
    if (isAmong(etag, headers['if-none-match'])) return reply.status(304).send();
    if (packing) reply.header('content-encoding', packing);
    return reply.type(this.type).send(packing ? this.#packed.get(packing) : this.bytes);
  }

  /**
   * The encoding for a client. A client that accepts none of the stored encodings gets the uncompressed file, because
   * compressing it would need a thread.
   */
  #packingFor(accepted: string | undefined): Packing | undefined {
    if (!this.#isWorthPacking || accepted === undefined) return undefined;
    const wanted = (['br', 'gzip'] as const).filter((packing) => accepts(accepted, packing));
    if (wanted.length > 0 && !this.#isBeingPacked) void this.#pack();
    return wanted.find((packing) => this.#packed.has(packing));
  }

  async #pack(): Promise<void> {
    this.#isBeingPacked = true;
    for (const packing of ['br', 'gzip'] as const)
      this.#packed.set(packing, await packers[packing](this.bytes));
  }
}

const accepts = (accepted: string, packing: Packing): boolean =>
  accepted.split(',').some((part) => {
    const [name, quality = 1] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/);
    return name === packing && Number(quality) > 0;
  });

/**
 * Whether a tag is among those of the client. Weak tags count too, because a proxy that compresses makes our tags
 * weak.
 */
const isAmong = (etag: string, tags: string | undefined): boolean =>
  (tags?.split(',') ?? []).some((tag) => tag.trim().replace(/^W\//, '') === etag);

/** Reads all files of a folder and its subfolders, by their path with slashes. */
export function readFolder(folder: string): ReadonlyMap<string, MemoryFile> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        const name = relative(folder, path).split(sep).join('/');
        return [name, new MemoryFile(name, readFileSync(path))];
      }),
  );
}
