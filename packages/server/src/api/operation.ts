import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import type { Caller, SessionCaller } from '../platform/caller.ts';
import type { FileResponse } from '../platform/file-response.ts';
import type { Services } from '../platform/services.ts';
import type { LateSessionCaller } from './widget/current-session.ts';

/**
 * Who may call an operation.
 * `key`: a customer's back end with Basic credentials, or the portal with its cookie.
 * `session`: the widget's frame with `Authorization: Bearer <sessionToken>`.
 * `lateSession`: like `session`, but the session may have expired or ended, because the last requests of a closing page
 * come late.
 * `portal`: a signed-in developer, with the mode in the header `winkwire-mode`.
 * `public`: everybody.
 */
export type Access = 'key' | 'session' | 'lateSession' | 'portal' | 'public';

export const operationMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof operationMethods)[number];

export type CallerOf<Kind extends Access> = Kind extends 'session'
  ? SessionCaller
  : Kind extends 'lateSession'
    ? LateSessionCaller
    : Kind extends 'public'
      ? undefined
      : Caller;

export type AnyCaller = CallerOf<Access>;

export interface OperationInput<Params, Query, Body, Who> {
  params: Params;
  query: Query;
  body: Body;
  caller: Who;
  raw: FastifyRequest;
  /**
   * Fastify's reply, to set headers and cookies. `run` returns the data for the response and does not send it.
   */
  reply: FastifyReply;
}

type Read<Schema> = Schema extends TSchema ? Static<Schema> : undefined;

export interface OperationDefinition<
  Kind extends Access,
  Params extends TSchema | undefined,
  Query extends TSchema | undefined,
  Body extends TSchema | undefined,
  Data extends TSchema,
> {
  method: Method;
  /** The path in Fastify's form: `/v1/users/:id`. */
  path: string;
  /** A unique name, such as `getUser`. */
  id: string;
  summary: string;
  /** Markdown for the API reference. */
  description?: string;
  /** The heading under which the API reference shows the operation. */
  tag?: string;
  access: Kind;
  params?: Params;
  query?: Query;
  body?: Body;
  /**
   * JSON if absent. With `multipart/form-data`, the body is not read before `run`. With `application/x-ndjson`, the
   * body is a batch of events, in JSON or NDJSON, and its events are not parsed before `run`.
   */
  consumes?: 'application/json' | 'application/x-ndjson' | 'multipart/form-data';
  /** The maximum size of the body in bytes. `smallBody` if absent. `configured` means the operator's setting. */
  bodyLimit?: number | 'configured';
  /** Whether the body contains files in base64, which `extractFiles` decodes. */
  carriesFiles?: boolean;
  /** The content types of a response that is a file, and not JSON. */
  produces?: readonly string[];
  /** The schema of the value that `run` resolves with, without the envelope. */
  data: Data;
  /** 200 by default. */
  status?: 200 | 201;
  /** Set if another path has replaced this one. Responses then have the headers `Deprecation` (RFC 9745) and `Link`. */
  deprecated?: {
    /** A day, such as `2026-11-28`. */
    since: string;
    /** The path that replaces the deprecated one, in Fastify's form. */
    successor: string;
  };
  /**
   * Whether the operation is left out of the OpenAPI document. Such an operation is for pages, and not for back ends.
   */
  internal?: boolean;
  /** Whether the operation only reads, although its method is not GET. */
  changesNothing?: boolean;
  /** Whether the operation may take longer than the request timeout, as a long poll does. */
  waits?: boolean;
  run(
    input: OperationInput<Read<Params>, Read<Query>, Read<Body>, CallerOf<Kind>>,
    services: Services,
  ): Promise<Static<Data> | FileResponse>;
}

/** An operation with any schemas, for the list in `routes.ts`. */
export type Operation = Omit<
  OperationDefinition<Access, TSchema | undefined, TSchema | undefined, TSchema | undefined, TSchema>,
  'run'
> & {
  run(input: OperationInput<unknown, unknown, unknown, AnyCaller>, services: Services): Promise<unknown>;
};

/** Defines one HTTP operation. `registerOperations` adds authentication, validation and the envelope. */
export function operation<
  Kind extends Access,
  Data extends TSchema,
  Params extends TSchema | undefined = undefined,
  Query extends TSchema | undefined = undefined,
  Body extends TSchema | undefined = undefined,
>(definition: OperationDefinition<Kind, Params, Query, Body, Data>): Operation {
  // The cast loses the types of `run`. `registerOperations` validates each part of the input against its
  // schema.
  return definition as unknown as Operation;
}
