import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { weights } from '../limits/weights.ts';
import type { MemoryFile } from './memory-files.ts';

export interface ServedFiles {
  files: ReadonlyMap<string, MemoryFile>;
  /** With slashes at both ends. */
  prefix: string;
  cacheControl(path: string): string;
}

/** Serves files below an address; the address itself is `index.html`. What is not there is left to the area. */
export function serveFiles(area: FastifyInstance, { files, prefix, cacheControl }: ServedFiles): void {
  for (const [path, file] of files) {
    const url = prefix + path;
    const handler = (request: FastifyRequest, reply: FastifyReply) =>
      file.send(request, reply.header('cache-control', cacheControl(url)));
    const config = { weight: weights.file };
    area.get(url, { config }, handler);
    if (path === 'index.html') area.get(prefix, { config }, handler);
  }
}
