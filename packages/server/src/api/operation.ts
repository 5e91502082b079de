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
 * `lateSession`: like `session`, but also after its end, because the last requests of a closing page come late.
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
  /** Fastify's reply, to set headers and cookies. `run` returns the data and does not send it. */
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
  /** In Fastify's form: `/v1/users/:id`. */
  path: string;
  id: string;
  summary: string;
  /** Markdown. */
  description?: string;
  /** The operation's heading in the API reference. */
  tag?: string;
  access: Kind;
  params?: Params;
  query?: Query;
  body?: Body;
  /**
   * JSON if absent. A `multipart/form-data` body is not read before `run`. With `application/x-ndjson`, the body is a
   * batch whose events are not parsed before `run`.
   */
  consumes?: 'application/json' | 'application/x-ndjson' | 'multipart/form-data';
  /** In bytes, `smallBody` if absent. `configured` is the operator's setting. */
  bodyLimit?: number | 'configured';
  /** Whether the body contains base64 files for `extractFiles`. */
  carriesFiles?: boolean;
  /** The content types of a response that is a file. */
  produces?: readonly string[];
  /** What `run` resolves with, without the envelope. */
  data: Data;
  /** 200 by default. */
  status?: 200 | 201;
  /** Set if another path replaces this one. Responses then have `Deprecation` (RFC 9745) and `Link`. */
  deprecated?: {
    /** Such as `2026-11-28`. */
    since: string;
    /** The new path, in Fastify's form. */
    successor: string;
  };
  /** Whether the OpenAPI document leaves the operation out, because it serves pages and not back ends. */
  internal?: boolean;
  /** Whether the operation only reads, although it is not a GET. */
  changesNothing?: boolean;
  /** Whether it may take longer than the request timeout, as a long poll does. */
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
  // The cast loses the types of `run`, but `registerOperations` validates the input.
  return definition as unknown as Operation;
}
