import type { LookupAddress } from 'node:dns';
import { isIP, type Socket } from 'node:net';
import type { CauseOf } from '@winkwire/contract/delivery-failures';
import type { TlsSettings } from '../../domain/endpoint.ts';
import type { AddressGuard } from './address-guard.ts';
import { classifyError } from './classify-error.ts';
import { type Egress, EgressFailed, NoCommonFamily } from './egress.ts';
import { lookupBy, openSocket } from './open-socket.ts';
import { openTunnel, type Target } from './proxy-tunnel.ts';
import { TlsClient } from './tls-client.ts';

const connectTimeout = 10_000;
/** Of a name with more, the first ones are tried. */
const addressLimit = 4;

/** Told what a connection that is being opened waits for. */
export type Watch = (step: CauseOf<'CONNECT_TIMEOUT'>) => void;

export type Connect = (watch: Watch) => Promise<Socket>;

/** Connects to receivers by the way out that is configured, and to vetted addresses only. */
export class Connector {
  readonly #guard: AddressGuard;
  readonly #egress: Egress;

  constructor(guard: AddressGuard, egress: Egress) {
    this.#guard = guard;
    this.#egress = egress;
  }

  /**
   * Connects to an origin, always the same for one function. Rejects with what `classifyError` knows, and throws it at
   * once where the TLS settings are of no use: then nobody is connected to.
   */
  to(origin: string, tls: TlsSettings | undefined): Connect {
    const url = new URL(origin);
    const hostname = url.hostname.replace(/^\[|\]$/g, '');
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
    const secure = url.protocol === 'https:' ? new TlsClient(hostname, tls) : undefined;
    return async (watch) => {
      try {
        return await this.#connect({ address: hostname, port }, secure, watch);
      } catch (error) {
        if (classifyError(error as Error).error === 'PROXY_FAILED') this.#egress.failed?.(error as Error);
        throw error;
      }
    };
  }

  async #connect(
    { address: hostname, port }: Target,
    secure: TlsClient | undefined,
    watch: Watch,
  ): Promise<Socket> {
    // Node looks up no name for a literal address, so that `resolve` would not see it.
    this.#guard.vetHost(hostname);
    const resolve = async (name: string): Promise<LookupAddress[]> => {
      const addresses = await this.#guard.resolve(name);
      watch('HOST_SILENT');
      return addresses;
    };
    if (!this.#egress.address && !this.#egress.proxy) {
      const target = {
        host: hostname,
        port,
        // Vets every address of a name; the socket then connects to one of those and to nothing else.
        lookup: lookupBy(resolve),
        // Node gives each address of several 250 ms, too little for another continent.
        autoSelectFamilyAttemptTimeout: 2500,
      };
      if (isIP(hostname)) watch('HOST_SILENT');
      return secure ? secure.open(target, connectTimeout, watch) : openSocket(target, connectTimeout);
    }
    const socket = await this.#reach(await resolve(hostname), port);
    return secure ? secure.open({ socket, port }, connectTimeout, watch) : socket;
  }

  /** One vetted address after the other, until one is reached: with a `localAddress` Node tries the first alone. */
  async #reach(resolved: readonly LookupAddress[], port: number): Promise<Socket> {
    const addresses = this.#reachable(resolved).slice(0, addressLimit);
    const patience = connectTimeout / addresses.length;
    let failure: unknown;
    for (const { address } of addresses) {
      try {
        return await this.#leaveFor({ address, port }, patience);
      } catch (error) {
        // Another address leaves by the same way.
        if (error instanceof EgressFailed) throw error;
        failure = error;
      }
    }
    throw failure;
  }

  #leaveFor({ address, port }: Target, timeoutMs: number): Promise<Socket> {
    const { address: localAddress, proxy } = this.#egress;
    if (proxy) return openTunnel({ ...this.#egress, proxy }, { address, port }, timeoutMs);
    return openSocket({ host: address, port, localAddress }, timeoutMs);
  }

  /** From an IPv4 address only IPv4 ones can be reached; which a proxy can reach, it says itself. */
  #reachable(addresses: readonly LookupAddress[]): readonly LookupAddress[] {
    const { address, proxy } = this.#egress;
    if (proxy || !address) return addresses;
    const own = isIP(address);
    const reachable = addresses.filter(({ family }) => family === own);
    if (reachable.length > 0) return reachable;
    throw new NoCommonFamily(`The receiver has no IPv${own} address, and webhooks leave from one.`);
  }
}
