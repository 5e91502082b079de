import ipaddr from 'ipaddr.js';

/**
 * Whom an address is counted as: itself, or for IPv6 its /64, since any customer of a provider has one of those to
 * himself. `::ffff:192.0.2.1` is the IPv4 address that it stands for.
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
