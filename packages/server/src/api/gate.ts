import { type Mode, modes } from '@winkwire/contract/modes';
import type { FastifyRequest } from 'fastify';
import { Authenticator, type Credentials } from '../domain/api-keys.ts';
import { findPortalSession } from '../domain/portal-session.ts';
import { findSession } from '../domain/sessions.ts';
import { BoundedQueue } from '../limits/bounded-queue.ts';
import { clientOf } from '../limits/client-of.ts';
import { RateLimiter } from '../limits/rate-limiter.ts';
import type { Caller, SessionCaller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import type { Access, AnyCaller } from './operation.ts';
import { isSameOrigin } from './portal/same-origin.ts';
import { findLateSession } from './widget/late-session.ts';

/** Comparisons of a secret at once: each fills a thread of the four that files and names of hosts need too. */
const hashingLimits = { atOnce: 2, waiting: 50 };
/** And of one address, so that no guesser takes all the places. */
const hashingLimitOfClient = 25;
/** Wrong credentials that an address may try at once, and again every second. */
const guessBurst = 60;
const guessesPerSecond = 1;
/** What a wrong key or secret counts as for the rate limit, beside the request itself. */
const wrongCredentialsWeight = 9;

/** API credentials as a request shows them, with what they are known by. */
interface PresentedCredentials {
  credentials: Credentials;
  digest: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    presentedCredentials: PresentedCredentials | undefined;
  }
}

/** Tells on whose behalf a request is made, or refuses it. There is one for the whole server, with one budget for guesses. */
export class Gate {
  /** Of the rate limit; absent while that is off. */
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

  /** Compares credentials that are right, so that they are known when their owner comes. */
  async learn(credentials: Credentials): Promise<void> {
    await this.#keys.callerOf(credentials);
  }

  /**
   * Which of its address's buckets a request is counted in. Callers with API credentials that were right before have
   * one, those with other credentials another, so that whoever guesses slows neither them nor people with a page.
   */
  bucketOf(request: FastifyRequest): string {
    const client = clientOf(request.ip);
    const shown = this.#shownBy(request);
    if (!shown) return client;
    return this.#keys.isKnown(shown.digest) ? `known ${client}` : guessesOf(client);
  }

  /** Read once for each request: the rate limit asks before the gate does. */
  #shownBy(request: FastifyRequest): PresentedCredentials | undefined {
    if (request.presentedCredentials) return request.presentedCredentials;
    const credentials = basicCredentials(request.headers.authorization);
    if (credentials) request.presentedCredentials = { credentials, digest: this.#keys.digestOf(credentials) };
    return request.presentedCredentials;
  }

  async callerOf(access: Access, request: FastifyRequest): Promise<AnyCaller> {
    switch (access) {
      case 'public':
        return undefined;
      case 'session':
        return this.#session(request);
      case 'lateSession':
        return findLateSession(request, this.#services);
      case 'portal':
        return this.#portal(request);
      case 'key':
        // Our own portal is a client of the REST API: its cookie stands for the key.
        if (request.headers.authorization === undefined && request.headers['winkwire-mode'] !== undefined) {
          return this.#portal(request);
        }
        return this.key(request);
    }
  }

  /** Throws INVALID_CREDENTIALS, or REQUEST_LIMIT_EXCEEDED after too many of those. */
  async key(request: FastifyRequest): Promise<Caller> {
    const shown = this.#shownBy(request);
    if (!shown) {
      throw new Failure(
        'INVALID_CREDENTIALS',
        'Authenticate with HTTP Basic: the API key and the API secret.',
      );
    }
    const { credentials, digest } = shown;
    const caller =
      (await this.#keys.knownCallerOf(credentials, digest)) ??
      (await this.#compare(clientOf(request.ip), credentials));
    if (!caller) throw new Failure('INVALID_CREDENTIALS');
    return caller;
  }

  /** Requests that show the same pair at once, as a back end's first ones do, share one comparison. */
  #compare(client: string, credentials: Credentials): Promise<Caller | undefined> {
    const pair = `${credentials.key}:${credentials.secret}`;
    const underWay = this.#comparisons.get(pair);
    if (underWay) return underWay;
    const comparison = this.#try(client, credentials).finally(() => this.#comparisons.delete(pair));
    this.#comparisons.set(pair, comparison);
    return comparison;
  }

  /** Each try is counted before it is made, or many at once would all be made. One that was not wrong is given back. */
  async #try(client: string, credentials: Credentials): Promise<Caller | undefined> {
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

  async #session(request: FastifyRequest): Promise<SessionCaller> {
    const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const caller = await findSession(this.#services, token);
    if (!caller) throw new Failure('INVALID_TOKEN');
    return caller;
  }

  async #portal(request: FastifyRequest): Promise<Caller> {
    const { headers } = request;
    const session = await findPortalSession(this.#services, headers.cookie);
    if (!session) throw new Failure('INVALID_TOKEN', 'Sign in to the portal.');
    if (!isSameOrigin(headers, this.#services.publicUrl)) throw new Failure('UNAUTHORIZED_ACCESS');
    const mode = headers['winkwire-mode'];
    if (!modes.includes(mode as Mode)) {
      throw new Failure('INVALID_PARAMETERS', `The header winkwire-mode has to be ${modes.join(' or ')}.`);
    }
    return { tenantId: session.tenantId, mode: mode as Mode };
  }
}

/** Which API key a request came with, or that it came from the portal: for the log. */
export const requesterOf = ({ headers }: FastifyRequest): string =>
  basicCredentials(headers.authorization)?.key ?? 'portal';

const guessesOf = (client: string): string => `guesses ${client}`;

const tooManyGuesses = (): Failure =>
  new Failure('REQUEST_LIMIT_EXCEEDED', 'Too many credentials are being tried. Wait a second.');

function basicCredentials(header: string | undefined): Credentials | undefined {
  if (header === undefined) return undefined;
  const [, encoded] = /^Basic ([A-Za-z0-9+/_-]+=*)$/i.exec(header) ?? [];
  if (!encoded) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 1 || text.includes('\0')
    ? undefined
    : { key: text.slice(0, colon), secret: text.slice(colon + 1) };
}
