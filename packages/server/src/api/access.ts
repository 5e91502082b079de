import { type Mode, modes } from '@winkwire/contract/modes';
import type { FastifyRequest } from 'fastify';
import type { Caller, SessionCaller } from '../caller.ts';
import { Authenticator, type Credentials } from '../domain/api-keys.ts';
import { findPortalSession } from '../domain/portal-session.ts';
import { findSession } from '../domain/sessions.ts';
import { Failure } from '../failure.ts';
import type { Services } from '../services.ts';
import { AttemptLimiter } from './attempt-limiter.ts';
import type { Access, AnyCaller } from './operation.ts';
import { isSameOrigin } from './portal/same-origin.ts';
import { findLateSession } from './widget/late-session.ts';

/** Wrong credentials that one address may send in a minute before it has to wait. */
const wrongAttemptsPerMinute = 60;

/** Tells on whose behalf a request is made, or refuses it. */
export class Gate {
  readonly #services: Services;
  readonly #keys: Authenticator;
  readonly #wrong: AttemptLimiter;

  constructor(services: Services) {
    this.#services = services;
    this.#keys = new Authenticator(services.store, services.now);
    this.#wrong = new AttemptLimiter({ limit: wrongAttemptsPerMinute, window: 60_000, now: services.now });
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
    const credentials = basicCredentials(request.headers.authorization);
    if (!credentials) {
      throw new Failure(
        'INVALID_CREDENTIALS',
        'Authenticate with HTTP Basic: the API key and the API secret.',
      );
    }
    const attempt = `${request.ip} ${credentials.key.slice(0, 100)}`;
    const caller = this.#keys.remembered(credentials) ?? (await this.#check(attempt, credentials));
    if (!caller) throw new Failure('INVALID_CREDENTIALS');
    return caller;
  }

  async #check(attempt: string, credentials: Credentials): Promise<Caller | undefined> {
    this.#wrong.check(attempt);
    const caller = await this.#keys.callerOf(credentials);
    if (!caller) this.#wrong.count(attempt);
    return caller;
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
export const askerOf = ({ headers }: FastifyRequest): string =>
  basicCredentials(headers.authorization)?.key ?? 'portal';

function basicCredentials(header: string | undefined): Credentials | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/_-]+=*)$/i.exec(header ?? '') ?? [];
  if (!encoded) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 1 || text.includes('\0')
    ? undefined
    : { key: text.slice(0, colon), secret: text.slice(colon + 1) };
}
