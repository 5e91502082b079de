// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
/**
 * Top-level domains without public receivers: special-use names (RFC 6761 and its registry, including `.arpa`),
 * `.internal`, which ICANN reserves for private networks, and names that private networks commonly use (RFC 6762,
 * appendix G). `.example` is not listed, because documentation uses it and it leads nowhere.
 */
const privateEndings: ReadonlySet<string> = new Set([
  ...['alt', 'arpa', 'internal', 'invalid', 'local', 'localhost', 'onion', 'test'],
  ...['corp', 'home', 'intranet', 'lan', 'localdomain', 'mail', 'private'],
]);

/**
 * Whether a host name, as a URL parser returns it, cannot be in the public DNS: it has only one label, or a private
 * ending.
 */
export function isPrivateName(hostname: string): boolean {
  const labels = labelsOf(hostname);
  return labels.length < 2 || privateEndings.has(labels.at(-1)!);
}

/**
 * Whether a host name is possible in the DNS: unlike `.` and `a..b`, it has no empty label, and no label is too
 * long.
 */
export function isDnsName(hostname: string): boolean {
  return (
    hostname.length <= 254 && labelsOf(hostname).every((label) => label.length > 0 && label.length <= 63)
  );
}

/** A final dot does not change a name. */
const labelsOf = (hostname: string): string[] => hostname.toLowerCase().replace(/\.$/, '').split('.');
