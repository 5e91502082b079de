// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
/**
 * Top-level domains without public receivers: special-use names (RFC 6761 and its registry, including `.arpa`),
 * `.internal` (reserved by ICANN for private networks), and names that private networks commonly use (such as those of
 * RFC 6762, appendix G). `.example` is not listed, because documentation uses it and it leads nowhere.
 */
const privateEndings: ReadonlySet<string> = new Set([
  ...['alt', 'arpa', 'internal', 'invalid', 'local', 'localhost', 'onion', 'test'],
  ...['corp', 'home', 'intranet', 'lan', 'localdomain', 'mail', 'private'],
]);

/**
 * Whether a host name is not public, which means that it has a single label or a private ending. `hostname` is in the
 * form that a URL parser returns.
 */
export function isPrivateName(hostname: string): boolean {
  const labels = labelsOf(hostname);
  return labels.length < 2 || privateEndings.has(labels.at(-1)!);
}

/**
 * Whether a host name is possible in the DNS. `.` and `a..b` are not, because they have an empty label. The length
 * of the name and of each label is limited, too.
 */
export function isDnsName(hostname: string): boolean {
  return (
    hostname.length <= 254 && labelsOf(hostname).every((label) => label.length > 0 && label.length <= 63)
  );
}

/** A final dot is removed, because `a.com.` and `a.com` are the same name. */
const labelsOf = (hostname: string): string[] => hostname.toLowerCase().replace(/\.$/, '').split('.');
