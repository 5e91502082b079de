import multipart from '@fastify/multipart';
import { newId } from '@winkwire/contract/ids';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Failure } from '../failure.ts';
import type { Services } from '../services.ts';
import { apiPolicy, policyText } from '../sites/security.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import { smallBody } from './body-limits.ts';
import { errorAnswer, failureOf } from './envelope.ts';
import { logAnswers } from './log-answers.ts';
import { answerMalformedRequests } from './malformed-requests.ts';
import { readJson } from './read-json.ts';
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
