import type { WidgetOptions } from '@winkwire/contract/host-messages';
import type { Language } from '@winkwire/contract/languages';
import { mostTopProviders, type OpenSession, type Session } from '@winkwire/contract/widget-api';
import { ApiFailure } from './api-failure.ts';
import type { FailureCode } from './chart-vocabulary.ts';
import { serverClock } from './server-clock.ts';

/** The timeout of a request, which is longer than the 20 s of a long poll. */
const requestTimeoutMs = 30_000;
/**
 * Browsers refuse more than 64 KiB of `keepalive` bodies in flight. The lower limit for other requests leaves room for
 * the request that ends the session, which may contain 50 events.
 */
const mostKeepaliveBytes = 64 * 1024;
const mostOtherKeepaliveBytes = 40_000;

interface ClientSettings {
  /** Ends in a slash: `https://host/widget/api/`. */
  apiUrl: string;
  hostOrigin: string;
  /** The language in which the frame opens. */
  language: Language;
  /** Called when the token has expired. Requests wait until {@link WidgetClient.renew} succeeds. */
  onExpired: () => void;
}

interface RequestOptions {
  method?: 'GET' | 'POST';
  body?: unknown;
  signal?: AbortSignal;
  keepalive?: boolean;
}

/**
 * If the token has expired, a {@link request} waits for a new token and is repeated. Tokens are kept only in memory.
 */
export class WidgetClient {
  readonly #settings: ClientSettings;
  #sessionToken: string | null = null;
  #openBody: OpenSession | null = null;
  #opened: { resolve: (session: Session) => void } | null = null;
  #renewed = Promise.withResolvers<void>();
  #isExpired = false;
  #keepaliveBytes = 0;
  #expiry: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: ClientSettings) {
    this.#settings = settings;
  }

  async open({ userToken, ...options }: WidgetOptions, returnCode?: string): Promise<Session> {
    const { hostOrigin, language } = this.#settings;
    this.#openBody = {
      userToken,
      options: withinLimits(options),
      hostOrigin,
      language,
      ...(returnCode ? { returnCode } : {}),
    };
    try {
      return await this.#openSession();
    } catch (error) {
      if (!isTokenFailure(error)) throw error;
      const opened = Promise.withResolvers<Session>();
      this.#opened = opened;
      this.#expire();
      return opened.promise;
    }
  }

  /** Continues the session with a new link token, or opens the session if there is none yet. */
  async renew(userToken: string): Promise<Session> {
    if (this.#openBody) this.#openBody = { ...this.#openBody, userToken };
    const session = await (this.#sessionToken
      ? this.#receiveSession('sessions/renew', { userToken })
      : this.#openSession());
    this.#isExpired = false;
    this.#renewed.resolve();
    this.#renewed = Promise.withResolvers();
    this.#opened?.resolve(session);
    this.#opened = null;
    return session;
  }

  chooseLanguage(language: Language): Promise<Pick<Session, 'consent'>> {
    return this.request('sessions/language', { method: 'POST', body: { language } });
  }

  async request<Data>(path: string, options: RequestOptions = {}): Promise<Data> {
    for (;;) {
      if (this.#isExpired) await this.#renewed.promise;
      try {
        return await this.#send<Data>(path, options);
      } catch (error) {
        if (!isTokenFailure(error)) throw error;
        this.#expire();
      }
    }
  }

  /**
   * Sends a POST only once. If the page goes away, the browser still completes the request, unless too many bytes are
   * in flight: see {@link mostKeepaliveBytes}.
   */
  sendNow<Data>(path: string, body: unknown): Promise<Data> {
    return this.#send<Data>(path, { method: 'POST', body, keepalive: true });
  }

  /** Like {@link sendNow}, but ignores the response. */
  sendBeacon(path: string, body: unknown): void {
    if (this.#sessionToken) this.sendNow(path, body).catch(() => {});
  }

  urlOf(path: string): string {
    return this.#settings.apiUrl + path;
  }

  get authorization(): Record<string, string> {
    return this.#sessionToken ? { authorization: `Bearer ${this.#sessionToken}` } : {};
  }

  /** Resolves when the token is valid. Uploads wait for this, because they do not go through {@link request}. */
  async whenSessionValid(): Promise<void> {
    if (this.#isExpired) await this.#renewed.promise;
  }

  read<Data>(status: number, text: string): { data: Data } | { failure: FailureCode } {
    try {
      return { data: readEnvelope<Data>(status, text) };
    } catch (error) {
      return { failure: error instanceof ApiFailure ? error.code : 'SERVER_ERROR' };
    }
  }

  expire(): void {
    this.#expire();
  }

  #expire(): void {
    if (this.#isExpired) return;
    this.#isExpired = true;
    this.#settings.onExpired();
  }

  #openSession(): Promise<Session> {
    return this.#receiveSession('sessions', this.#openBody);
  }

  async #receiveSession(path: string, body: unknown): Promise<Session> {
    try {
      return this.#storeSession(await this.#send<Session>(path, { method: 'POST', body }));
    } catch (error) {
      // The console shows the page's developer what to change, such as an origin to register. Users cannot change it.
      console.error(`SmileLinkModal: ${(error as Error).message}`);
      throw error;
    }
  }

  #storeSession(session: Session): Session {
    this.#sessionToken = session.sessionToken;
    clearTimeout(this.#expiry);
    const remaining = Date.parse(session.expiresAt) - serverClock.now();
    // A timer cannot wait for 2 ** 31 ms (25 days) or more. A token that is valid for so long gets no timer.
    if (remaining < 2 ** 31) this.#expiry = setTimeout(() => this.#expire(), Math.max(0, remaining));
    return session;
  }

  async #send<Data>(path: string, options: RequestOptions): Promise<Data> {
    const { method = 'GET', signal, keepalive = false } = options;
    const body = options.body === undefined ? null : JSON.stringify(options.body);
    const headers: Record<string, string> = { ...this.authorization, accept: 'application/json' };
    if (body !== null) headers['content-type'] = 'application/json';
    let response: Response;
    let text: string;
    const abort = new AbortController();
    const stop = () => abort.abort();
    const timer = setTimeout(stop, requestTimeoutMs);
    signal?.addEventListener('abort', stop);
    const size = new TextEncoder().encode(body ?? '').length;
    const limit = path === 'sessions/close' ? mostKeepaliveBytes : mostOtherKeepaliveBytes;
    const bytes = keepalive && this.#keepaliveBytes + size <= limit ? size : 0;
    this.#keepaliveBytes += bytes;
    try {
      signal?.throwIfAborted();
      response = await fetch(this.urlOf(path), {
        method,
        headers,
        signal: abort.signal,
        body,
        keepalive: bytes > 0,
      });
      text = await response.text();
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new ApiFailure('NETWORK', 'The server did not respond.');
    } finally {
      this.#keepaliveBytes -= bytes;
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
    serverClock.set(response.headers.get('date'));
    return readEnvelope<Data>(response.status, text);
  }
}

/** Keeps at most {@link mostTopProviders} top providers. A loader can pass 500, but the server refuses so many. */
function withinLimits(options: OpenSession['options']): OpenSession['options'] {
  const { topProviders } = options;
  if (!Array.isArray(topProviders)) return options;
  return { ...options, topProviders: topProviders.slice(0, mostTopProviders) };
}

function readEnvelope<Data>(status: number, text: string): Data {
  let envelope: { code?: FailureCode; message?: string; data?: Data } = {};
  try {
    envelope = JSON.parse(text);
  } catch {
    // The page of a proxy, or a response that was cut off.
    throw new ApiFailure(proxyFailure(status), `The response with status ${status} is not JSON.`);
  }
  if (status >= 400) throw new ApiFailure(envelope.code ?? 'SERVER_ERROR', envelope.message ?? '');
  return envelope.data as Data;
}

/** The failure for a response that is not JSON. Such a response may be the sign-in page of a hotel's network. */
function proxyFailure(status: number): FailureCode {
  if (status === 413) return 'TOO_LARGE';
  return status >= 500 ? 'SERVER_UNAVAILABLE' : 'NETWORK';
}

const isTokenFailure = (error: unknown) => error instanceof ApiFailure && error.code === 'INVALID_TOKEN';
