import type { FastifyInstance } from 'fastify';
import { Failure } from '../platform/failure.ts';
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
  refuseOtherTypes(app);
}

/**
 * Refuses a body of a type that has no parser. If the headers give no length, the body may be empty, so it is refused
 * when its first byte arrives.
 */
export function refuseOtherTypes(app: FastifyInstance): void {
  app.addContentTypeParser('*', ({ headers }, payload, done) => {
    const refuse = () => done(new Failure('UNSUPPORTED_TYPE'));
    if (headers['content-length'] !== undefined) return refuse();
    payload
      .once('data', refuse)
      .once('end', () => done(null))
      .once('error', done);
  });
}

/**
 * Refuses bodies that are compressed or not in UTF-8. Register this after the security headers and the rate limit, so
 * that both also apply to refused requests.
 */
export function refuseOtherEncodings(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (hasBody(request)) {
      vetCharset(request.headers['content-type']);
      vetEncoding(request.headers['content-encoding']);
    } else {
      // Many clients, such as curl with `-d ''`, send a content type without a body. Fastify would refuse a type for
      // which it has no parser.
      delete request.raw.headers['content-type'];
    }
  });
}
