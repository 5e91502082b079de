import type { FastifyRequest } from 'fastify';

/** Whether a request has a body that is read; known before it comes. Nobody looks at that of a GET. */
export function hasBody({ method, headers }: Pick<FastifyRequest, 'headers' | 'method'>): boolean {
  if (method === 'GET') return false;
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
