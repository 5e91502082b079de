// biome-ignore-all lint/style/noNonNullAssertion: the client was counted before
import type { IncomingHttpHeaders } from 'node:http';
import { type Mode, modes } from '@winkwire/contract/modes';
import type { FastifyRequest } from 'fastify';
import { Authenticator, type Credentials } from '../domain/api-keys.ts';
import { findPortalSession } from '../domain/portal-session.ts';
import { BoundedQueue } from '../limits/bounded-queue.ts';
import { clientOf } from '../limits/client-of.ts';
import type { RequestLimit } from '../limits/limit-requests.ts';
import { RateLimiter } from '../limits/rate-limiter.ts';
import type { Caller } from '../platform/caller.ts';
import { withTimeout } from '../platform/deadline.ts';
import { Failure } from '../platform/failure.ts';
import type { Requester } from '../platform/requester.ts';
import type { Services } from '../platform/services.ts';
import { onTimeout } from './on-timeout.ts';
import type { Access, AnyCaller } from './operation.ts';
import { isSameOrigin } from './portal/same-origin.ts';
import { findCurrentSession, findLateSession } from './widget/current-session.ts';

/**
 * How many comparisons of secrets run at once, and how many wait. A comparison occupies one of four threads, which file
 * access and DNS lookups share.
 */
const hashingLimits = { atOnce: 2, waiting: 50 };
/** How many comparisons one address may have, running or waiting, so that its guesses cannot fill the queue. */
const hashingLimitOfClient = 25;
/** How many wrong credentials an address may send in a burst, and in each second after that. */
const guessBurst = 60;
const guessesPerSecond = 1;
/** The weight of wrong credentials in the rate limit, in addition to the weight of the request itself. */
const wrongCredentialsWeight = 9;

interface PresentedCredentials {
  credentials: Credentials;
  digest: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    presentedCredentials: PresentedCredentials | undefined;
    /**
     * The name of the person in the portal, or `portal` if the sign-in link had no name. Null for requests from
     * elsewhere.
     */
    portalPerson: string | null;
  }
}

/** The parts of a request that the gate needs. Requests that Fastify does not handle have these parts too. */
export type Presenting = Pick<FastifyRequest, 'ip' | 'presentedCredentials'> & {
  headers: Pick<IncomingHttpHeaders, 'authorization'>;
};

/** Authenticates requests. A server has one gate, so its limits apply to all routes together. */
export class Gate {
  /** Undefined if `rateLimit` is 0. */
  readonly requests: RateLimiter | undefined;
  readonly #services: Services;
  readonly #keys: Authenticator;
  readonly #guesses: RateLimiter;
  readonly #hashes = new BoundedQueue(hashingLimits);
  readonly #hashesOf = new Map<string, number>();
  readonly #comparisons = new Map<string, Promise<Caller | undefined>>();

  constructor(services: Services) {
    const { rateLimit } = services.config;
    const now = () => performance.now();
    this.#services = services;
    this.#keys = new Authenticator(services.store, services.now);
    this.#guesses = new RateLimiter({ rate: guessesPerSecond, burst: guessBurst, now });
    this.requests = rateLimit > 0 ? new RateLimiter({ rate: rateLimit, now }) : undefined;
  }

  /** Checks credentials in advance, so that the first request with them does not wait for the check. */
  async learn(credentials: Credentials): Promise<void> {
    await this.#keys.callerOf(credentials);
  }

  get limit(): RequestLimit | undefined {
    return (
      this.requests && {
        limiter: this.requests,
        rate: this.#services.config.rateLimit,
        bucketOf: (request) => this.bucketOf(request),
      }
    );
  }

  /**
   * The bucket of a request in the rate limit. Valid credentials have a separate bucket, so guesses do not slow down
   * the back ends behind the same address.
   */
  bucketOf(request: Presenting): string {
    const client = clientOf(request.ip);
    const presented = this.#presentedBy(request);
    if (!presented) return client;
    return this.#keys.isKnown(presented.digest) ? `known ${client}` : guessesOf(client);
  }

  /** The credentials of a request. They are parsed once, for the rate limit and for authentication. */
  #presentedBy(request: Presenting): PresentedCredentials | undefined {
    if (request.presentedCredentials) return request.presentedCredentials;
    const credentials = basicCredentials(request.headers.authorization);
    if (credentials) request.presentedCredentials = { credentials, digest: this.#keys.digestOf(credentials) };
    return request.presentedCredentials;
  }

  presentsCredentials(request: Presenting): boolean {
    return this.#presentedBy(request) !== undefined;
  }

  /**
   * The caller of a request whose credentials were valid at most five seconds ago. Undefined for other credentials, or
   * if a query is needed.
   */
  trustedCallerOf(request: Presenting): Caller | undefined {
    const presented = this.#presentedBy(request);
    return presented && this.#keys.trustedCallerOf(presented.digest);
  }

  /** Throws TIME_LIMIT_EXCEEDED if it takes too long to check the credentials. */
  callerOf(access: Access, request: FastifyRequest): Promise<AnyCaller> {
    return withTimeout(this.#callerOf(access, request), this.#services.config.requestTimeout, onTimeout);
  }

  async #callerOf(access: Access, request: FastifyRequest): Promise<AnyCaller> {
    switch (access) {
      case 'public':
        return undefined;
      case 'session':
        return findCurrentSession(request, this.#services);
      case 'lateSession':
        return findLateSession(request, this.#services);
      case 'portal':
        return this.#portal(request);
      case 'key':
        // The portal sends its cookie instead of a key.
        if (request.headers.authorization === undefined && request.headers['winkwire-mode'] !== undefined) {
          return this.#portal(request);
        }
        return this.#key(request);
    }
  }

  /**
   * Throws INVALID_CREDENTIALS for wrong credentials, and TIME_LIMIT_EXCEEDED if the check takes too long. Throws
   * REQUEST_LIMIT_EXCEEDED if there are too many wrong credentials or waiting comparisons.
   */
  key(request: Presenting): Promise<Caller> {
    return withTimeout(this.#key(request), this.#services.config.requestTimeout, onTimeout);
  }

  async #key(request: Presenting): Promise<Caller> {
    const presented = this.#presentedBy(request);
    if (!presented) {
      throw new Failure(
        'INVALID_CREDENTIALS',
        'Authenticate with HTTP Basic: the API key and the API secret.',
      );
    }
    const { credentials, digest } = presented;
    const caller =
      (await this.#keys.knownCallerOf(credentials, digest)) ??
      (await this.#compare(clientOf(request.ip), credentials));
    if (!caller) throw new Failure('INVALID_CREDENTIALS');
    return caller;
  }

  /** Concurrent requests with the same credentials share one comparison. */
  #compare(client: string, credentials: Credentials): Promise<Caller | undefined> {
    const pair = `${credentials.key}:${credentials.secret}`;
    const pending = this.#comparisons.get(pair);
    if (pending) return pending;
    const comparison = this.#guess(client, credentials).finally(() => this.#comparisons.delete(pair));
    this.#comparisons.set(pair, comparison);
    return comparison;
  }

  /**
   * Unproven credentials count as wrong while they are compared. Otherwise, concurrent guesses could exceed the limit.
   */
  async #guess(client: string, credentials: Credentials): Promise<Caller | undefined> {
    if (this.#guesses.take(client, 1) > 0) throw tooManyGuesses();
    this.requests?.charge(guessesOf(client), wrongCredentialsWeight);
    let isWrong = false;
    try {
      const caller = await this.#hash(client, credentials);
      isWrong = caller === undefined;
      return caller;
    } finally {
      if (!isWrong) {
        this.#guesses.charge(client, -1);
        this.requests?.charge(guessesOf(client), -wrongCredentialsWeight);
      }
    }
  }

  async #hash(client: string, credentials: Credentials): Promise<Caller | undefined> {
    const ofThis = this.#hashesOf.get(client) ?? 0;
    const work =
      ofThis < hashingLimitOfClient ? this.#hashes.run(() => this.#keys.callerOf(credentials)) : undefined;
    if (!work) throw tooManyGuesses();
    this.#hashesOf.set(client, ofThis + 1);
    try {
      return await work;
    } finally {
      const left = this.#hashesOf.get(client)! - 1;
      if (left === 0) this.#hashesOf.delete(client);
      else this.#hashesOf.set(client, left);
    }
  }

  async #portal(request: FastifyRequest): Promise<Caller> {
    const { headers } = request;
    const session = await findPortalSession(this.#services, headers.cookie);
    if (!session) throw new Failure('INVALID_TOKEN', 'Sign in to the portal.');
    if (!isSameOrigin(headers, this.#services.publicUrl)) throw new Failure('UNAUTHORIZED_ACCESS');
    request.portalPerson = session.person ?? 'portal';
    if (session.role === 'VIEWER' && request.method !== 'GET') {
      throw new Failure(
        'UNAUTHORIZED_ACCESS',
        'With the role VIEWER, you can look at everything but change nothing. To make changes, ask for a sign-in link with the role OPERATOR.',
      );
    }
    const mode = headers['winkwire-mode'];
    if (!modes.includes(mode as Mode)) {
      throw new Failure('INVALID_PARAMETERS', `The header winkwire-mode has to be ${modes.join(' or ')}.`);
    }
    return { tenantId: session.tenantId, mode: mode as Mode };
  }
}

/** Who sent a request, for the log: an API key, or a person in the portal. */
export const requesterOf = ({ headers, ip, id, portalPerson }: FastifyRequest): Requester => ({
  by: basicCredentials(headers.authorization)?.key ?? portalPerson ?? 'portal',
  address: ip,
  requestId: id,
});

const guessesOf = (client: string): string => `guesses ${client}`;

const tooManyGuesses = (): Failure =>
  new Failure(
    'REQUEST_LIMIT_EXCEEDED',
    'Too many credentials were wrong, or too many are waiting to be checked. Wait a second before retrying.',
  );

function basicCredentials(header: string | undefined): Credentials | undefined {
  if (header === undefined) return undefined;
  const [, encoded] = /^Basic +([A-Za-z0-9+/_-]+=*)$/i.exec(header) ?? [];
  if (!encoded) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 1 || text.includes('\0')
    ? undefined
    : { key: text.slice(0, colon), secret: text.slice(colon + 1) };
}
