import type { FastifyRequest } from 'fastify';
import type { Operation } from './operation.ts';

/** The header `Deprecation` of RFC 9745, and the header `Link` with the new path. */
export function deprecationHeaders(
  { since, successor }: NonNullable<Operation['deprecated']>,
  { params }: FastifyRequest,
): Record<string, string> {
  const values = params as Record<string, string>;
  const target = successor.replaceAll(/:(\w+)/g, (_, name) => encodeURIComponent(values[name] ?? ''));
  return {
    deprecation: `@${Date.parse(since) / 1000}`,
    link: `<${target}>; rel="successor-version"`,
  };
}
