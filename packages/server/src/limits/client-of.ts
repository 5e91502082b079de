import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Some proxies write `192.0.2.1:1234` or `[2001:db8::1]:1234` into `X-Forwarded-For`. */
const withPort = /^(?:([\d.]+)|\[([^\]]+)\])(?::\d+)?$/;

/** Also removes the brackets of an IPv6 address. Any other text stays as it is. */
export function withoutPort(text: string): string {
  const found = withPort.exec(text);
  return found?.[1] ?? found?.[2] ?? text;
}

/**
 * The part of an address that shows which client it belongs to. All texts that are not addresses count as one client,
 * because a client could otherwise write another text into each request.
 *
 * An IPv6 address is shortened to its /64 network, because a single client can use all addresses of such a network.
 * `::ffff:192.0.2.1` is the IPv4 address 192.0.2.1.
 */
export function clientOf(text: string): string {
  if (isIPv4(text)) return text;
  const address = withoutPort(text);
  if (!ipaddr.IPv6.isValid(address)) return isIPv4(address) ? address : 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return (parsed as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':');
}
