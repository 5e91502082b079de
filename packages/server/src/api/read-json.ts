import type { FastifyInstance } from 'fastify';
import { Failure } from '../platform/failure.ts';
import { holdsMoreValues, mostValues } from './count-values.ts';
import { hasBody } from './has-body.ts';
import { readText, vetCharset } from './read-text.ts';

/** Parses JSON. An empty body is accepted, because many clients send the content type of JSON with every POST. */
export function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addHook('onRequest', async (request) => {
    // Checked only if there is a body: many clients send a content type with a charset even without a body.
    if (hasBody(request)) vetCharset(request.headers['content-type']);
  });
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    if (bytes.length === 0) return done(null, undefined);
    let text: string;
    try {
      text = readText(bytes, 'The body');
    } catch (error) {
      return done(error as Failure);
    }
    if (holdsMoreValues(text, mostValues)) {
      return done(new Failure('INVALID_PARAMETERS', `The body may contain at most ${mostValues} values.`));
    }
    void parse(request, text, (error, value) => {
      if (error) done(new Failure('INVALID_PARAMETERS', `The body is not valid JSON: ${reasonOf(error)}`));
      else done(null, value);
    });
  });
}

/** The parser's message, without the part of the body that it quotes. That part may be a secret. */
function reasonOf(error: Error): string {
  const [, position] = /at position (\d+)/.exec(error.message) ?? [];
  if (position) return `look at character ${Number(position) + 1}.`;
  if (/end of JSON/i.test(error.message)) return 'the text ends too early.';
  return 'check quotes, commas and brackets; no property may be called __proto__.';
}
