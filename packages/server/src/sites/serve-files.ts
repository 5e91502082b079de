import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { weights } from '../limits/weights.ts';
import type { MemoryFile } from './memory-files.ts';

export interface ServedFiles {
  files: ReadonlyMap<string, MemoryFile>;
  /** Begins and ends with a slash. */
  prefix: string;
  cacheControl(path: string): string;
}

/** Serves files below a path. The path itself serves `index.html`. */
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
