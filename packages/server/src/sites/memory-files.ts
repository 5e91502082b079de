// biome-ignore-all lint/style/noNonNullAssertion: splitting gives at least one part
import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Encoding, preferredEncoding } from './preferred-encoding.ts';

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
/** The extensions of the compressed files that the build puts beside each file. */
const endings: Record<Exclude<Encoding, 'identity'>, string> = { br: '.br', gzip: '.gz' };

export type Contents = { identity: Buffer } & Partial<Record<Encoding, Buffer>>;

/** A file in memory. Sending it does not need the thread pool that reads files. */
export class MemoryFile {
  readonly #type: string;
  readonly #etag: string;
  readonly #contents: Contents;

  constructor(name: string, contents: Contents) {
    this.#contents = contents;
    this.#type = types[name.split('.').at(-1)!] ?? 'application/octet-stream';
    this.#etag = hash('sha256', contents.identity, 'base64url').slice(0, 20);
  }

  get bytes(): Buffer {
    return this.#contents.identity;
  }

  /** Ranges are not supported. */
  send({ headers }: FastifyRequest, reply: FastifyReply): FastifyReply {
    const encoding = preferredEncoding(headers['accept-encoding'], (each) => each in this.#contents);
    const isEncoded = encoding !== 'identity';
    const etag = `"${this.#etag}${isEncoded ? `-${encoding}` : ''}"`;
    reply.headers({ etag, 'accept-ranges': 'none', vary: 'accept-encoding' });
    if (isAmong(etag, headers['if-none-match'])) return reply.status(304).send();
    if (isEncoded) reply.header('content-encoding', encoding);
    return reply.type(this.#type).send(this.#contents[encoding]);
  }
}

/** Weak tags match too, because a proxy that compresses responses makes our tags weak. */
const isAmong = (etag: string, tags: string | undefined): boolean =>
  (tags?.split(',') ?? []).some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));

/** The keys are the paths below the folder, with slashes. A compressed file beside its original has no key. */
export function readFolder(folder: string): ReadonlyMap<string, MemoryFile> {
  const bytes = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [relative(folder, path).split(sep).join('/'), readFileSync(path)];
      }),
  );
  const files = new Map<string, MemoryFile>();
  for (const [name, identity] of bytes) {
    const original = name.replace(/\.(br|gz)$/, '');
    if (original !== name && bytes.has(original)) continue;
    const contents: Contents = { identity };
    for (const encoding of ['br', 'gzip'] as const) {
      const encoded = bytes.get(name + endings[encoding]);
      if (encoded) contents[encoding] = encoded;
    }
    files.set(name, new MemoryFile(name, contents));
  }
  return files;
}
