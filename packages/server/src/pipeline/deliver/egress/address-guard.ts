import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import type { CauseOf } from '@winkwire/contract/delivery-failures';
import ipaddr from 'ipaddr.js';
import { settings } from '../../../settings.ts';
import type { Caused } from '../causes/classify-error.ts';
import { type LookUp, nameLookup } from './name-lookup.ts';
import { permittedPorts } from './permitted-ports.ts';
import { isDnsName, isPrivateName } from './private-name.ts';

/*
 * A webhook's URL comes from outside, and must not lead into the operator's network.
 *
 * 1. The URL is vetted at registration and before requests. A registration also refuses names of private networks.
 * 2. A host name is resolved once for each connection. If one of its addresses is refused, no connection is opened.
 * 3. The socket connects to a vetted address, not to the name, so a second DNS response cannot change the address.
 */

export interface GuardPolicy {
  /** CIDR ranges that are permitted besides public addresses. */
  allow: readonly string[];
  /** With `loopback`, `http://` is permitted only to this machine, and only if `allow` includes its address. */
  http: 'no' | 'loopback' | 'yes';
  /** Ports and ranges. If absent, the default of the setting `webhookPorts`. */
  ports?: readonly string[] | undefined;
  /** Written as `address` or `address:port`. If absent, the system's servers are used. */
  dnsServers?: readonly string[] | undefined;
}

/** Ranges that are not public, although ipaddr.js may classify them as public. */
const furtherRanges = [
  '192.88.99.0/24', // 6to4 relays
  '168.63.129.16/32', // Azure's host agent
  '192.0.0.0/24', // IETF protocol assignments
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // AMT
  '192.175.48.0/24', // AS112
  '100::/64', // discard
  '2001::/23', // IETF protocol assignments: Teredo, benchmarking, ORCHID and others
  '3fff::/20', // documentation
  '2620:4f:8000::/48', // AS112
  '5f00::/16', // segment routing
  'fec0::/10', // site-local, deprecated
].map((range) => ipaddr.parseCIDR(range));

/** NAT64 (RFC 6052) */
const translatedRange = ipaddr.parseCIDR('64:ff9b::/96');

export class AddressRefused extends Error implements Caused {
  readonly code = 'ADDRESS_REFUSED';
  readonly why: CauseOf<'ADDRESS_REFUSED'>;

  constructor(message: string, why: CauseOf<'ADDRESS_REFUSED'> = 'INVALID_URL') {
    super(message);
    this.why = why;
  }
}

export class AddressGuard {
  readonly #policy: GuardPolicy;
  readonly #allow: [ipaddr.IPv4 | ipaddr.IPv6, number][];
  readonly #permitsPort: (port: number) => boolean;
  readonly #lookUp: LookUp;

  /** `lookUp` resolves with every address of a name. */
  constructor(policy: GuardPolicy, lookUp: LookUp = nameLookup(policy.dnsServers)) {
    this.#policy = policy;
    this.#lookUp = lookUp;
    this.#permitsPort = permittedPorts(policy.ports ?? settings.webhookPorts.default.split(','));
    this.#allow = policy.allow.map((range) => ipaddr.parseCIDR(range));
  }

  /** Throws {@link AddressRefused}. `resolve` vets the addresses of the host name. */
  vetUrl(text: string): URL {
    const url = URL.parse(text);
    if (!url) throw new AddressRefused('The URL is not valid.');
    if (url.username || url.password) throw new AddressRefused('The URL must not contain credentials.');
    const isHttp = url.protocol === 'http:';
    if (url.protocol !== 'https:' && !isHttp)
      throw new AddressRefused('The URL must start with https://.', 'HTTPS_REQUIRED');
    this.#vetPort(url);
    this.vetHost(url.hostname);
    if (isHttp) this.#vetHttp(literalAddress(url.hostname));
    return url;
  }

  /** Every address is vetted. Throws {@link AddressRefused} or the DNS error. */
  async resolve(hostname: string): Promise<LookupAddress[]> {
    const addresses = await this.#lookUp(hostname);
    this.#vet(hostname, addresses);
    return addresses;
  }

  /**
   * Refuses names that are impossible in the DNS, have a refused address or belong to a private network that `allow`
   * does not include. Throws {@link AddressRefused}.
   */
  async vetName(hostname: string): Promise<void> {
    const name = withoutBrackets(hostname);
    const isLiteral = isIP(name) !== 0;
    if (!isLiteral && !isDnsName(name)) throw new AddressRefused(`${name} is not a host name.`);
    const isPrivate = !isLiteral && isPrivateName(name);
    // The name of a new endpoint may not resolve yet. Every connection resolves it again.
    const addresses = await this.resolve(name).catch((error: unknown) => {
      // A private name is refused in the same way whether it resolves or not.
      if (error instanceof AddressRefused && !isPrivate) throw error;
      return undefined;
    });
    if (!isPrivate) return;
    if (addresses?.every(({ address }) => this.#isAllowed(ipaddr.parse(address)))) return;
    throw new AddressRefused(
      `${name} is a name of a private network. Give a public name, or permit the addresses of this name with ${settings.webhookAllow.variable}.`,
      'PRIVATE_ADDRESS',
    );
  }

  /**
   * Throws {@link AddressRefused} for a literal address that is not permitted. Other names are vetted when they are
   * resolved.
   */
  vetHost(hostname: string): void {
    const literal = literalAddress(hostname);
    if (literal) this.#vet(literal, [{ address: literal }]);
  }

  permits(address: string): boolean {
    if (!ipaddr.isValid(address) || address.includes('%')) return false;
    const parsed = ipaddr.parse(address);
    return this.#isAllowed(parsed) || isPublic(translated(parsed));
  }

  /** The addresses of a name are a secret of the operator's network, so the error does not contain them. */
  #vet(host: string, addresses: readonly { address: string }[]): void {
    if (addresses.every(({ address }) => this.permits(address))) return;
    const verb = isIP(host) === 0 ? 'leads to' : 'is';
    throw new AddressRefused(`${host} ${verb} a private or reserved address.`, 'PRIVATE_ADDRESS');
  }

  #vetHttp(literal: string | undefined): void {
    if (this.#policy.http === 'yes') return;
    if (this.#policy.http === 'loopback' && literal) {
      const parsed = unmapped(ipaddr.parse(literal));
      if (parsed.range() === 'loopback' && this.#isAllowed(parsed)) return;
    }
    throw new AddressRefused('The URL must start with https://.', 'HTTPS_REQUIRED');
  }

  #vetPort(url: URL): void {
    const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
    if (this.#permitsPort(port)) return;
    throw new AddressRefused(
      `Port ${port} is not permitted. Use a port that ${settings.webhookPorts.variable} permits.`,
      'PORT_NOT_PERMITTED',
    );
  }

  #isAllowed(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
    const plain = unmapped(address);
    return this.#allow.some(([range, bits]) => plain.kind() === range.kind() && plain.match(range, bits));
  }
}

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (furtherRanges.some(([range, bits]) => address.kind() === range.kind() && address.match(range, bits))) {
    return false;
  }
  if (address.kind() === 'ipv6' && !address.match(ipaddr.parseCIDR('2000::/3'))) return false;
  return address.range() === 'unicast';
}

/**
 * A DNS64 resolver makes `64:ff9b::808:808` for a receiver that only has the IPv4 address 8.8.8.8. A gateway translates
 * it to the IPv4 address, which is vetted instead.
 */
function translated(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (address.kind() !== 'ipv6' || !address.match(translatedRange)) return address;
  return new ipaddr.IPv4(address.toByteArray().slice(12));
}

/** `::ffff:10.0.0.1` is another form of 10.0.0.1. It never counts as public, so only `allow` can permit it. */
function unmapped(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

const withoutBrackets = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

/** The IPv4 address is always dotted, because the URL parser converts all other forms. */
function literalAddress(hostname: string): string | undefined {
  // `localhost` always means this machine (RFC 6761), even if a resolver returns another address.
  if (/(^|\.)localhost\.?$/.test(hostname)) return '127.0.0.1';
  const bare = withoutBrackets(hostname);
  return ipaddr.isValid(bare) && /^[\d.]+$|:/.test(bare) ? bare : undefined;
}
