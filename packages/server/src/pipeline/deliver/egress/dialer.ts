import type { LookupAddress } from 'node:dns';
import { isIP, type Socket } from 'node:net';
import type { TlsSettings } from '../../../domain/endpoint.ts';
import { classifyError } from '../causes/classify-error.ts';
import type { Connect, ConnectStep } from '../http/http-client.ts';
import type { AddressGuard } from './address-guard.ts';
import { type Egress, EgressFailed, NoCommonFamily } from './egress.ts';
import { lookupBy, openSocket } from './open-socket.ts';
import { openTunnel, type Target } from './proxy/proxy-tunnel.ts';
import { TlsClient } from './tls-client.ts';

const connectTimeoutMs = 10_000;
/** If a local address or a proxy is set, at most this many addresses of a name are tried. */
const addressLimit = 4;

/** Opens sockets through the configured egress, to vetted addresses only. */
export class Dialer {
  readonly #guard: AddressGuard;
  readonly #egress: Egress;

  constructor(guard: AddressGuard, egress: Egress) {
    this.#guard = guard;
    this.#egress = egress;
  }

  /**
   * The returned function rejects with errors that `classifyError` knows. `to` itself throws if the TLS settings are
   * unusable.
   */
  to(origin: string, tls: TlsSettings | undefined): Connect {
    const url = new URL(origin);
    const hostname = url.hostname.replace(/^\[|\]$/g, '');
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
    const secure = url.protocol === 'https:' ? new TlsClient(hostname, tls) : undefined;
    return async (onStep) => {
      try {
        return await this.#connect({ address: hostname, port }, secure, onStep);
      } catch (error) {
        if (classifyError(error as Error).error === 'PROXY_FAILED') this.#egress.failed?.(error as Error);
        throw error;
      }
    };
  }

  async #connect(
    { address: hostname, port }: Target,
    secure: TlsClient | undefined,
    onStep: ConnectStep,
  ): Promise<Socket> {
    // A literal address must be vetted here, because Node does not call `lookup` for it.
    this.#guard.vetHost(hostname);
    const resolve = async (name: string): Promise<LookupAddress[]> => {
      const addresses = await this.#guard.resolve(name);
      onStep('HOST_SILENT');
      return addresses;
    };
    if (!this.#egress.address && !this.#egress.proxy) {
      const target = {
        host: hostname,
        port,
        // Every address of the name is vetted, and the socket connects only to one of them.
        lookup: lookupBy(resolve),
        // Node's default of 250 ms is too short for a connection to another continent.
        autoSelectFamilyAttemptTimeout: 2500,
      };
      if (isIP(hostname)) onStep('HOST_SILENT');
      return secure ? secure.open(target, connectTimeoutMs, onStep) : openSocket(target, connectTimeoutMs);
    }
    const socket = await this.#reach(await resolve(hostname), port);
    return secure ? secure.open({ socket, port }, connectTimeoutMs, onStep) : socket;
  }

  /** Node tries only the first address if a `localAddress` is set, so this function tries them all. */
  async #reach(resolved: readonly LookupAddress[], port: number): Promise<Socket> {
    const addresses = this.#reachable(resolved).slice(0, addressLimit);
    const timeoutMs = connectTimeoutMs / addresses.length;
    let failure: unknown;
    for (const { address } of addresses) {
      try {
        return await this.#dial({ address, port }, timeoutMs);
      } catch (error) {
        // The egress has failed, and all other addresses would use the same egress.
        if (error instanceof EgressFailed) throw error;
        failure = error;
      }
    }
    throw failure;
  }

  #dial({ address, port }: Target, timeoutMs: number): Promise<Socket> {
    const { address: localAddress, proxy } = this.#egress;
    if (proxy) return openTunnel({ ...this.#egress, proxy }, { address, port }, timeoutMs);
    return openSocket({ host: address, port, localAddress }, timeoutMs);
  }

  /** A local address reaches only addresses of its own IP version. A proxy decides for itself. */
  #reachable(addresses: readonly LookupAddress[]): readonly LookupAddress[] {
    const { address, proxy } = this.#egress;
    if (proxy || !address) return addresses;
    const own = isIP(address);
    const reachable = addresses.filter(({ family }) => family === own);
    if (reachable.length > 0) return reachable;
    throw new NoCommonFamily(
      `Webhooks are sent from an IPv${own} address, and the receiver has no address of that version.`,
    );
  }
}
