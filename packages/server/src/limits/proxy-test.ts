import ipaddr from 'ipaddr.js';
import { withoutPort } from './client-of.ts';

/** Maps Fastify's names of ranges to those of `ipaddr.js`. */
const namedRanges: Record<string, string> = {
  loopback: 'loopback',
  linklocal: 'linkLocal',
  uniquelocal: 'private',
};

/** Whether an address belongs to a trusted proxy. The port that a proxy has added to the address does not matter. */
export function proxyTest(trusted: readonly string[]): (address: string) => boolean {
  const ranges = trusted.map((text) => namedRanges[text] ?? rangeOf(text));
  return (text) => {
    const address = withoutPort(text);
    if (ranges.length === 0 || !ipaddr.isValid(address)) return false;
    const parsed = ipaddr.process(address);
    return ranges.some((range) => {
      if (typeof range !== 'string') return parsed.kind() === range[0].kind() && parsed.match(range);
      return parsed.range() === range || (range === 'private' && parsed.range() === 'uniqueLocal');
    });
  };
}

function rangeOf(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
