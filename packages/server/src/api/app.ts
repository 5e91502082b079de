import multipart from '@fastify/multipart';
import { newId } from '@winkwire/contract/ids';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Failure } from '../failure.ts';
import type { Services } from '../services.ts';
import { apiPolicy, policyText } from '../sites/security.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import { smallBody } from './body-limits.ts';
import { holdsMoreValues, mostValues } from './count-values.ts';
import { errorAnswer, failureOf } from './envelope.ts';
import { logAnswers } from './log-answers.ts';
import { answerMalformedRequests } from './malformed-requests.ts';
import { traceRequests } from './trace-requests.ts';

/** Milliseconds. */
const slowestUpload = 300_000;

/** The frame around everything that is served: ids, errors, bodies, logs. It has no routes yet. */
export async function createApp(services: Services): Promise<FastifyInstance> {
  const { config } = services;
  const app = Fastify({
    logger: false,
    genReqId: () => newId('request'),
    trustProxy: config.trustProxy.length > 0 ? config.trustProxy : false,
    bodyLimit: Math.min(smallBody, config.bodyLimit),
    // Headers and body have to arrive in this time, or the connection is closed: slow senders hold nothing up for
    // ever. A phone on a line of 1 Mbit/s needs two minutes for the largest document.
    requestTimeout: Math.max(config.requestTimeout, slowestUpload),
    forceCloseConnections: 'idle',
    // What still comes in over an open connection is answered as ever; `/readyz` sends new ones elsewhere.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: false },
    frameworkErrors: (error, request, reply) => sendFailure(error, request, reply as FastifyReply),
    clientErrorHandler: answerMalformedRequests,
  });
  readJson(app);
  await app.register(multipart, { throwFileSizeLimit: true });
  app.setErrorHandler(sendFailure);
  app.setNotFoundHandler((request, reply) => sendFailure(new Failure('MISSING_RESOURCE'), request, reply));
  traceRequests(app, services);
  logAnswers(app, services);
  return app;
}

/** Also an empty body that calls itself JSON is taken: many clients send the header with every POST. */
function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text === '') return done(null, undefined);
    const { valueLimit = mostValues } = request.routeOptions.config;
    if (holdsMoreValues(text, valueLimit)) {
      return done(new Failure('INVALID_PARAMETERS', `The body may hold at most ${valueLimit} values.`));
    }
    parse(request, text, (error, value) => {
      if (error) done(new Failure('INVALID_PARAMETERS', `The body is not valid JSON: ${reasonOf(error)}`));
      else done(null, value);
    });
  });
}

/** Without the piece of the body that the parser quotes: it may hold a secret. */
function reasonOf(error: Error): string {
  const [, position] = /at position (\d+)/.exec(error.message) ?? [];
  if (position) return `look at character ${Number(position) + 1}.`;
  if (/end of JSON/i.test(error.message)) return 'it ends too early.';
  return 'check quotes, commas and brackets; no property may be called __proto__.';
}

/** Answers any failure in the envelope. What is our own fault is kept for the log and told in general words. */
export function sendFailure(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const failure = failureOf(error) ?? new Failure('SERVER_ERROR');
  if (failure.code === 'SERVER_ERROR' || error instanceof StoreUnavailable) request.fault = error;
  const { status, body } = errorAnswer(request.id, failure);
  request.answeredCode = failure.code;
  if (failure.code === 'REQUEST_LIMIT_EXCEEDED' && !reply.hasHeader('retry-after'))
    reply.header('retry-after', '1');
  if (failure.code === 'SERVER_UNAVAILABLE') reply.header('retry-after', '2');
  // Also where no area of the server set them: addresses that lead nowhere, and what the framework refuses.
  if (!reply.hasHeader('content-security-policy')) {
    reply
      .header('content-security-policy', policyText(apiPolicy))
      .header('x-content-type-options', 'nosniff');
  }
  reply.status(status).type('application/json; charset=utf-8').header('cache-control', 'no-store').send(body);
}
