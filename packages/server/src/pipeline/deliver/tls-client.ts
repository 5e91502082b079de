import { isIP, type Socket } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { TlsSettings } from '../../domain/endpoint.ts';
import type { Watch } from './connector.ts';
import { opened, startTls, type TlsOptions } from './open-socket.ts';

/** The endpoint's own certificate, key or CA is at fault; its receiver was not asked. */
class TlsSettingsUnusable extends Error {
  readonly code = 'ERR_TLS_SETTINGS';
}

/** A resumed session is not shown the receiver's certificate, which may have expired since: it is asked for so often. */
const sessionLives = 60 * 60 * 1000;

interface Session {
  ticket: Buffer;
  /** When the certificate was verified, in `performance.now()`. */
  verifiedAt: number;
}

/** TLS towards one host; a session that was agreed on once is offered again, which saves the receiver's signature. */
export class TlsClient {
  readonly #hostname: string;
  readonly #context: SecureContext;
  #session: Session | undefined;

  /** Throws when the settings cannot be used. */
  constructor(hostname: string, settings: TlsSettings | undefined) {
    this.#hostname = hostname;
    this.#context = settings ? contextOf(settings) : publicContext();
  }

  async open(target: TlsOptions, timeoutMs: number, watch: Watch = () => {}): Promise<Socket> {
    const offered = this.#resumable();
    const startedAt = performance.now();
    const socket = startTls({
      ...target,
      host: this.#hostname,
      // A name alone may stand in the handshake; the certificate is compared with the host.
      servername: isIP(this.#hostname) === 0 ? this.#hostname : '',
      ALPNProtocols: ['http/1.1'],
      secureContext: this.#context,
      session: offered?.ticket,
    });
    if (socket.connecting) socket.once('connect', () => watch('SLOW_HANDSHAKE'));
    else watch('SLOW_HANDSHAKE');
    // With TLS 1.2 it comes before the connection stands.
    socket.on('session', (ticket: Buffer) => {
      const verifiedAt = offered && socket.isSessionReused() ? offered.verifiedAt : startedAt;
      this.#session = { ticket, verifiedAt };
    });
    // The session may be why: a receiver that has become another must not be offered it for ever.
    socket.once('error', () => {
      this.#session = undefined;
    });
    return opened(socket, timeoutMs);
  }

  #resumable(): Session | undefined {
    const session = this.#session;
    return session && performance.now() - session.verifiedAt < sessionLives ? session : undefined;
  }
}

function contextOf({ ca, certificate, key }: TlsSettings): SecureContext {
  try {
    return createSecureContext({ ca, cert: certificate, key });
  } catch (error) {
    const { message } = error as Error;
    throw new TlsSettingsUnusable(`The endpoint's own certificate, key or CA cannot be used: ${message}`);
  }
}

let ofPublicAuthorities: SecureContext | undefined;

/** One for all endpoints without settings of their own. Measured: each takes 23 KB and 0.2 ms. */
function publicContext(): SecureContext {
  ofPublicAuthorities ??= createSecureContext();
  return ofPublicAuthorities;
}
