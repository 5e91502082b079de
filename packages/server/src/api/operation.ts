import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import type { Caller, SessionCaller } from '../platform/caller.ts';
import type { FileResponse } from '../platform/file-response.ts';
import type { Services } from '../platform/services.ts';
import type { LateSessionCaller } from './widget/late-session.ts';

/**
 * Who may call an operation.
 * `key`: a customer's back end with Basic credentials, or the portal by its cookie.
 * `session`: the widget's frame with `Authorization: Bearer <sessionToken>`.
 * `lateSession`: the same, and the session may be past its time: the last words of a page that closes come late.
 * `portal`: a signed-in developer, the mode in the header `winkwire-mode`.
 */
export type Access = 'key' | 'session' | 'lateSession' | 'portal' | 'public';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type CallerOf<Kind extends Access> = Kind extends 'session'
  ? SessionCaller
  : Kind extends 'lateSession'
    ? LateSessionCaller
    : Kind extends 'public'
      ? undefined
      : Caller;

/** Whoever is found before the body is read, whatever the kind of access. */
export type AnyCaller = CallerOf<Access>;

export interface OperationInput<Params, Query, Body, Who> {
  params: Params;
  query: Query;
  body: Body;
  caller: Who;
  raw: FastifyRequest;
  /** For headers and cookies; the answer itself is what `run` returns. */
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
  /** Fastify's form: `/v1/users/:id`. */
  path: string;
  /** Unique, a verb and a noun: `getUser`. */
  id: string;
  summary: string;
  /** Markdown, for the reference. */
  description?: string;
  /** The heading it stands under in the reference. */
  tag?: string;
  access: Kind;
  params?: Params;
  query?: Query;
  body?: Body;
  /** `multipart/form-data` leaves the body unread for `run`; JSON otherwise. */
  consumes?: 'application/json' | 'multipart/form-data';
  /** The largest body in bytes; `smallBody` unless given. `configured` is what the operator set. */
  bodyLimit?: number | 'configured';
  /** The body carries files in base64: `takeFilesOut` finds them. */
  carriesFiles?: boolean;
  /** What `run` resolves with, before the envelope. */
  data: Data;
  /** 200 unless given. */
  status?: 200 | 201;
  /** Another path has replaced this one. The response says so in `Deprecation` (RFC 9745) and `Link`. */
  deprecated?: {
    /** A day, such as `2026-11-28`. */
    since: string;
    /** The path that replaces it, in Fastify's form. */
    successor: string;
  };
  /** Left out of the published document: what only our own pages call. */
  internal?: boolean;
  /** May wait longer than the request timeout, as a long poll does. */
  waits?: boolean;
  run(
    exchange: OperationInput<Read<Params>, Read<Query>, Read<Body>, CallerOf<Kind>>,
    services: Services,
  ): Promise<Static<Data> | FileResponse>;
}

/** An operation whatever its schemas, as the table of routes lists it. */
export type Operation = Omit<
  OperationDefinition<Access, TSchema | undefined, TSchema | undefined, TSchema | undefined, TSchema>,
  'run'
> & {
  run(exchange: OperationInput<unknown, unknown, unknown, AnyCaller>, services: Services): Promise<unknown>;
};

/** One HTTP operation as a value; the frame around it is made once, in `app.ts`. */
export function operation<
  Kind extends Access,
  Data extends TSchema,
  Params extends TSchema | undefined = undefined,
  Query extends TSchema | undefined = undefined,
  Body extends TSchema | undefined = undefined,
>(definition: OperationDefinition<Kind, Params, Query, Body, Data>): Operation {
  // The frame validates each part against the very schema that typed it.
  return definition as unknown as Operation;
}
