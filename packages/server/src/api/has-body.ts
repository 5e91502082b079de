import type { FastifyRequest } from 'fastify';

/** Whether headers announce a body. The body of a GET is ignored. */
export function hasBody({ method, headers }: Pick<FastifyRequest, 'headers' | 'method'>): boolean {
  if (method === 'GET') return false;
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
