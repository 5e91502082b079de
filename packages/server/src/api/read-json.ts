import type { FastifyInstance } from 'fastify';
import { hasBody } from './has-body.ts';
import { parseJson } from './parse-json.ts';
import { readText, vetCharset, vetEncoding } from './read-text.ts';

/** Parses JSON. An empty body is accepted, because many clients send the content type of JSON with every POST. */
export function readJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (_request, bytes, done) => {
    try {
      done(null, bytes.length === 0 ? undefined : parseJson(readText(bytes, 'The body'), 'The body'));
    } catch (error) {
      done(error as Error);
    }
  });
}

/**
 * Refuses bodies in a charset other than UTF-8, and compressed ones. Register this after the security headers and the
 * rate limit. Refused requests then count towards the limit, and their responses have the headers.
 */
export function refuseOtherEncodings(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (hasBody(request)) {
      vetCharset(request.headers['content-type']);
      vetEncoding(request.headers['content-encoding']);
    } else {
      // Without a body, the content type says nothing. Many clients send one with every POST: curl with `-d ''` and PHP
      // send that of a form. Fastify would refuse a type for which it has no parser, although nothing is to be parsed.
      delete request.raw.headers['content-type'];
    }
  });
}
