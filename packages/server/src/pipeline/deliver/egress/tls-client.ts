import { isIP, type Socket } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { TlsSettings } from '../../../domain/endpoint.ts';
import type { ConnectStep } from '../http/http-client.ts';
import { opened, startTls, type TlsOptions } from './open-socket.ts';

/** The webhook's `tls.certificate`, `tls.key` or `tls.ca` cannot be used. The receiver was not contacted. */
class TlsSettingsUnusable extends Error {
  readonly code = 'ERR_TLS_SETTINGS';
}

/**
 * After this many ms, a full handshake verifies the certificate again. A resumed session does not show that the
 * certificate has expired.
 */
const sessionLifeMs = 60 * 60 * 1000;

interface Session {
  ticket: Buffer;
  /** On the clock of `performance.now()`. */
  verifiedAt: number;
}

/** A TLS client for one host. Resuming the last session saves the receiver the computation of a signature. */
export class TlsClient {
  readonly #hostname: string;
  readonly #context: SecureContext;
  #session: Session | undefined;

  /** Throws {@link TlsSettingsUnusable}. */
  constructor(hostname: string, settings: TlsSettings | undefined) {
    // The dot at the end of `example.com.` belongs to the DNS. RFC 6066 forbids it in a handshake.
    this.#hostname = hostname.replace(/\.$/, '');
    this.#context = settings ? contextOf(settings) : publicContext();
  }

  async open(target: TlsOptions, timeoutMs: number, onStep: ConnectStep = () => {}): Promise<Socket> {
    const offered = this.#resumable();
    const startedAt = performance.now();
    const socket = startTls({
      ...target,
      host: this.#hostname,
      // The handshake must not contain an IP address. The certificate is compared with the host nevertheless.
      servername: isIP(this.#hostname) === 0 ? this.#hostname : '',
      ALPNProtocols: ['http/1.1'],
      secureContext: this.#context,
      session: offered?.ticket,
    });
    if (socket.connecting) socket.once('connect', () => onStep('SLOW_HANDSHAKE'));
    else onStep('SLOW_HANDSHAKE');
    // With TLS 1.2, the session arrives before the connection is established.
    socket.on('session', (ticket: Buffer) => {
      const verifiedAt = offered && socket.isSessionReused() ? offered.verifiedAt : startedAt;
      this.#session = { ticket, verifiedAt };
    });
    // The session may have caused the error, for example if the server was replaced.
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

/** Shared by all endpoints without TLS settings of their own, because a context takes 23 KB and 0.2 ms. */
function publicContext(): SecureContext {
  sharedContext ??= createSecureContext();
  return sharedContext;
}
