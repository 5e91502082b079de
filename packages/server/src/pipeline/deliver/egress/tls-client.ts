import { isIP, type Socket } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { TlsSettings } from '../../../domain/endpoint.ts';
import type { ConnectStep } from '../http/http-client.ts';
import { opened, startTls, type TlsOptions } from './open-socket.ts';

/** The `tls.certificate`, `tls.key` or `tls.ca` of the webhook cannot be used. The receiver was not contacted. */
class TlsSettingsUnusable extends Error {
  readonly code = 'ERR_TLS_SETTINGS';
}

/**
 * A resumed session does not show the receiver's certificate, which may have expired. So after this many ms a full
 * handshake verifies the certificate again.
 */
const sessionLifeMs = 60 * 60 * 1000;

interface Session {
  ticket: Buffer;
  /** When the certificate was verified, on the clock of `performance.now()`. */
  verifiedAt: number;
}

/**
 * A TLS client for one host. It offers to resume the last session, so that the receiver does not have to compute a
 * signature.
 */
export class TlsClient {
  readonly #hostname: string;
  readonly #context: SecureContext;
  #session: Session | undefined;

  /** Throws {@link TlsSettingsUnusable}. */
  constructor(hostname: string, settings: TlsSettings | undefined) {
    this.#hostname = hostname;
    this.#context = settings ? contextOf(settings) : publicContext();
  }

  async open(target: TlsOptions, timeoutMs: number, onStep: ConnectStep = () => {}): Promise<Socket> {
    const offered = this.#resumable();
    const startedAt = performance.now();
    const socket = startTls({
      ...target,
      host: this.#hostname,
      // The handshake may contain a host name, but not an IP address. The certificate is always compared with the
      // host.
      servername: isIP(this.#hostname) === 0 ? this.#hostname : '',
      ALPNProtocols: ['http/1.1'],
      secureContext: this.#context,
      session: offered?.ticket,
    });
    if (socket.connecting) socket.once('connect', () => onStep('SLOW_HANDSHAKE'));
    else onStep('SLOW_HANDSHAKE');
    // This listener is added at once, because with TLS 1.2 the session arrives before the connection is
    // established.
    socket.on('session', (ticket: Buffer) => {
      const verifiedAt = offered && socket.isSessionReused() ? offered.verifiedAt : startedAt;
      this.#session = { ticket, verifiedAt };
    });
    // The session may be the cause of the error, for example if the server was replaced, so the session is not
    // offered again.
    socket.once('error', () => {
      this.#session = undefined;
    });
    return opened(socket, timeoutMs);
  }

  #resumable(): Session | undefined {
    const session = this.#session;
    return session && performance.now() - session.verifiedAt < sessionLifeMs ? session : undefined;
  }
}

function contextOf({ ca, certificate, key }: TlsSettings): SecureContext {
  try {
    return createSecureContext({ ca, cert: certificate, key });
  } catch (error) {
    const { message } = error as Error;
    throw new TlsSettingsUnusable(
      `The webhook's tls.certificate, tls.key or tls.ca cannot be used: ${message}`,
    );
  }
}

let sharedContext: SecureContext | undefined;

/**
 * Returns the context that is shared by all endpoints without TLS settings of their own. Measured: a context
 * takes 23 KB and 0.2 ms.
 */
function publicContext(): SecureContext {
  sharedContext ??= createSecureContext();
  return sharedContext;
}
