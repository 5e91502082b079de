import multipart from '@fastify/multipart';
import { newId } from '@winkwire/contract/ids';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { endStalledResponses } from '../limits/end-stalled-responses.ts';
import { limitConnections } from '../limits/limit-connections.ts';
import { limitRequests, refusalOf } from '../limits/limit-requests.ts';
import { proxyTest } from '../limits/proxy-test.ts';
import { Failure } from '../platform/failure.ts';
import { apiPolicy, secure, securityHeaders } from '../platform/security-headers.ts';
import type { Services } from '../platform/services.ts';
import { allowPages, respondToPreflights } from './allow-pages.ts';
import { smallBody } from './body-limits.ts';
import { endSilentConnections } from './end-silent-connections.ts';
import { failureResponse } from './envelope.ts';
import { Gate } from './gate.ts';
import { logResponses, ResponseLog } from './log-responses.ts';
import { respondToMalformedRequests, respondToUnmetExpectations } from './malformed-requests.ts';
import { operationMethods } from './operation.ts';
import { readJson, refuseOtherEncodings } from './read-json.ts';
import { traceRequests } from './trace-requests.ts';
import { withoutTrailingSlash } from './without-trailing-slash.ts';

declare module 'fastify' {
  interface FastifyInstance {
    gate: Gate;
    responseLog: ResponseLog;
  }
}

/** How long a whole request may take to arrive, in ms, unless `requestTimeout` is longer. */
const slowestUpload = 300_000;
/** How long the headers may take to arrive, in ms. Node checks at an interval of `headersCheckMs`. */
const slowestHeaders = 15_000;
const headersCheckMs = 2000;

export async function createApp(services: Services): Promise<FastifyInstance> {
  const { config } = services;
  const security = {
    policy: apiPolicy,
    https: config.publicUrl?.startsWith('https:') ?? false,
    opened: true,
  };
  const headers = securityHeaders(security);
  const isProxy = proxyTest(config.trustProxy);
  const gate = new Gate(services);
  const { limit } = gate;
  const app = Fastify({
    logger: false,
    genReqId: () => newId('request'),
    trustProxy: config.trustProxy.length > 0 ? isProxy : false,
    bodyLimit: Math.min(smallBody, config.bodyLimit),
    // A request that takes longer to arrive is refused. Otherwise, slow clients could occupy connections without limit.
    // A phone with 1 Mbit/s needs two minutes for the largest document.
    requestTimeout: Math.max(config.requestTimeout, slowestUpload),
    // Node would refuse a request without `Host` before our headers are set. `refuseWithoutHost` refuses it instead.
    http: {
      headersTimeout: slowestHeaders,
      connectionsCheckingInterval: headersCheckMs,
      requireHostHeader: false,
    },
    forceCloseConnections: 'idle',
    // While the process stops, requests on open connections are still served. Load balancers learn from `/readyz` to
    // use other processes.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: false },
    // No hook runs for paths that the router cannot parse, so the trailing slash is removed here.
    rewriteUrl: ({ url = '/' }) => withoutTrailingSlash(url),
    frameworkErrors: (error, request, reply) => {
      reply.headers(headers);
      const refusal = limit && refusalOf(request, reply as FastifyReply, limit);
      sendFailure(refusal ?? error, request, reply as FastifyReply);
    },
    clientErrorHandler: respondToMalformedRequests(headers),
  });
  app.decorate('gate', gate);
  app.decorate('responseLog', new ResponseLog(services));
  app.decorateRequest('presentedCredentials', undefined);
  app.decorateRequest('portalPerson', null);
  app.decorateRequest('uploadPlace', undefined);
  limitConnections(app.server, { most: config.connectionLimit, isProxy });
  endStalledResponses(app);
  endSilentConnections(app);
  respondToUnmetExpectations(app.server, headers);
  readJson(app);
  await app.register(multipart, { throwFileSizeLimit: true });
  app.setErrorHandler(sendFailure);
  app.setNotFoundHandler((request, reply) => sendFailure(new Failure('MISSING_RESOURCE'), request, reply));
  traceRequests(app, services);
  logResponses(app);
  secure(app, security);
  allowPages(app, config.corsOrigins);
  app.addHook('onRequest', refuseWithoutHost);
  if (limit) limitRequests(app, limit);
  app.addHook('onRequest', refuseUnusedMethods);
  refuseOtherEncodings(app);
  respondToPreflights(app);
  return app;
}

async function refuseWithoutHost({ headers, raw }: FastifyRequest): Promise<void> {
  if (headers.host !== undefined || raw.httpVersion === '1.0') return;
  throw new Failure('INVALID_PARAMETERS', 'The header Host is missing.');
}

const usedMethods: ReadonlySet<string> = new Set([...operationMethods, 'HEAD', 'OPTIONS']);

/** Without this check, Fastify would respond to TRACE or PROPFIND with 404. */
async function refuseUnusedMethods({ method }: FastifyRequest): Promise<void> {
  if (!usedMethods.has(method)) throw new Failure('UNSUPPORTED_METHOD');
}

export function sendFailure(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, body, retryAfter, fault } = failureResponse(request.id, error);
  request.fault = fault;
  request.responseCode = body.code;
  if (retryAfter !== undefined && !reply.hasHeader('retry-after')) reply.header('retry-after', retryAfter);
  reply.status(status).type('application/json; charset=utf-8').header('cache-control', 'no-store').send(body);
}
