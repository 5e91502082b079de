import ipaddr from 'ipaddr.js';

/**
 * An IPv6 address is shortened to its /64 network, because a single client can use all addresses of such a network.
 * `::ffff:192.0.2.1` is the IPv4 address 192.0.2.1.
 */
export function clientOf(address: string): string {
  if (!address.includes(':') || !ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return (parsed as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':');
}
