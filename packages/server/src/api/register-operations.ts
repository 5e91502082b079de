// biome-ignore-all lint/style/noNonNullAssertion: a request that a server receives has a URL
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { clientOf } from '../limits/client-of.ts';
import { withTimeout } from '../platform/deadline.ts';
import { Failure } from '../platform/failure.ts';
import { FileResponse } from '../platform/file-response.ts';
import type { Services } from '../platform/services.ts';
import { bodyLimitOf } from './body-limits.ts';
import { countBatches } from './count-batches.ts';
import { deprecationHeaders } from './deprecation-headers.ts';
import { successEnvelope } from './envelope.ts';
import { extractFiles } from './extract-files.ts';
import type { Gate } from './gate.ts';
import { hasBody } from './has-body.ts';
import { onTimeout } from './on-timeout.ts';
import { type Method, type Operation, operationMethods } from './operation.ts';
import { acceptBatches } from './read-batch.ts';
import { queryReaderOf } from './read-query.ts';
import { ResponseRoom } from './response-room.ts';
import { announcedSize, UploadRoom } from './upload-room.ts';
import { validatorOf } from './validation.ts';
import { weightOf } from './weight-of.ts';

/** Registers a route for each operation. Each path also gets a route that refuses the methods that the path lacks. */
export async function registerOperations(
  app: FastifyInstance,
  services: Services,
  operations: readonly Operation[],
): Promise<void> {
  const { gate } = app;
  const uploads = new UploadRoom();
  const responses = new ResponseRoom();
  countLargeResponses(app, responses);
  const { batches = [], others = [] } = Object.groupBy(operations, kindOf);
  for (const operation of others) register(app, { operation, services, gate, uploads, responses });
  await app.register(async (scope) => {
    acceptBatches(scope, gate.limit);
    countBatches(scope, services.metrics);
    for (const operation of batches) register(scope, { operation, services, gate, uploads, responses });
  });
  for (const [path, methods] of unsupportedMethods(operations)) {
    app.route({
      method: methods.missing,
      url: path,
      config: { operation: 'unsupportedMethod' },
      // The request is refused in this hook, so that its body is not read.
      onRequest(_request, reply, done) {
        reply.header('allow', methods.present.join(', '));
        done(new Failure('UNSUPPORTED_METHOD'));
      },
      handler: neverReached,
    });
  }
}

/** In characters of JSON. Smaller responses are not counted. */
const largeResponse = 64 * 1024;

function countLargeResponses(app: FastifyInstance, responses: ResponseRoom): void {
  app.addHook('onSend', async ({ ip }, { raw }, payload) => {
    if (typeof payload !== 'string' || payload.length < largeResponse) return;
    responses.enter(clientOf(ip), payload.length, raw);
  });
}

const kindOf = (operation: Operation): 'batches' | 'others' =>
  takesBatches(operation) ? 'batches' : 'others';

const takesBatches = ({ consumes }: Operation): boolean => consumes === 'application/x-ndjson';

interface Registration {
  operation: Operation;
  services: Services;
  gate: Gate;
  uploads: UploadRoom;
  responses: ResponseRoom;
}

function register(
  app: FastifyInstance,
  { operation, services, gate, uploads, responses }: Registration,
): void {
  const checkParams = validatorOf('params', operation.params);
  const readQuery = queryReaderOf(operation);
  const checkQuery = validatorOf('query', operation.query);
  const checkBody = validatorOf('body', takesBatches(operation) ? undefined : operation.body);
  const bodyLimit = bodyLimitOf(operation, services.config);
  const takesUploads = operation.carriesFiles || operation.consumes === 'multipart/form-data';
  const isForm = operation.consumes === 'multipart/form-data';

  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const input = {
      params: checkParams(request.params),
      query: checkQuery(readQuery(request.raw.url!)),
      body: checkBody(request.body),
      caller: request.caller,
      raw: request,
      reply,
    };
    const work = operation.run(input, services);
    const data = await (operation.waits
      ? work
      : withTimeout(work, services.config.requestTimeout, onTimeout));
    if (data instanceof FileResponse) {
      const { buffer, byteOffset, byteLength } = data.bytes;
      responses.enter(clientOf(request.ip), byteLength, reply.raw);
      // The bytes are not copied, because each response in progress would need memory for its copy.
      const bytes = Buffer.from(buffer, byteOffset, byteLength);
      return reply.headers(data.headers).type(data.type).send(bytes);
    }
    const status = operation.status ?? 200;
    const envelope = successEnvelope(request.id, status, data);
    if (request.warning) envelope.message = request.warning;
    request.responseCode = envelope.code;
    reply.status(status).type('application/json; charset=utf-8');
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    return reply.send(envelope);
  }

  app.route({
    method: operation.method,
    url: operation.path,
    config: {
      operation: operation.id,
      weight: weightOf(operation),
      changesNothing: operation.changesNothing ?? false,
    },
    bodyLimit,
    ...(operation.carriesFiles ? { preParsing: extractFiles } : {}),
    async onRequest(request, reply) {
      if (operation.deprecated) reply.headers(deprecationHeaders(operation.deprecated, request));
      request.caller = await gate.callerOf(operation.access, request);
      if (hasBody(request) && isMultipart(request) !== isForm) {
        throw new Failure('UNSUPPORTED_TYPE', `Send ${operation.consumes ?? 'application/json'}.`);
      }
      if (takesUploads && request.caller) {
        const size = announcedSize(request.raw, bodyLimit);
        request.uploadPlace = uploads.enter(request.caller, size, reply.raw);
      }
    },
    handler: handle,
  });
}

const isMultipart = ({ headers }: FastifyRequest): boolean =>
  /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');

function neverReached(): never {
  throw new Error('The onRequest hook should have refused the request.');
}

/** HEAD is not listed, because Fastify handles it like GET. OPTIONS is listed for requests that are not preflights. */
const allMethods = [...operationMethods, 'OPTIONS'] as const;

/**
 * For each path, the methods that it has and those that it lacks. Paths that differ only in the names of their
 * parameters count as one.
 */
function unsupportedMethods(
  operations: readonly Operation[],
): Map<string, { present: Method[]; missing: (Method | 'OPTIONS')[] }> {
  const byPath = Map.groupBy(operations, ({ path }) => path.replaceAll(/:\w+/g, ':id'));
  return new Map(
    [...byPath].map(([path, list]) => {
      const present = list.map(({ method }) => method);
      const methods = new Set<string>(present);
      return [path, { present, missing: allMethods.filter((method) => !methods.has(method)) }];
    }),
  );
}
