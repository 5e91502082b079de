// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
/**
 * Special-use domains (RFC 6761), `.internal`, and names that private networks often use (RFC 6762). Documentation uses
 * `.example`, so it is permitted.
 */
const privateEndings: ReadonlySet<string> = new Set([
  ...['alt', 'arpa', 'internal', 'invalid', 'local', 'localhost', 'onion', 'test'],
  ...['corp', 'home', 'intranet', 'lan', 'localdomain', 'mail', 'private'],
]);

/** Whether the name has a single label or a private ending. `hostname` is in the form that a URL parser returns. */
export function isPrivateName(hostname: string): boolean {
  const labels = labelsOf(hostname);
  return labels.length < 2 || privateEndings.has(labels.at(-1)!);
}

/** The DNS permits no empty label, as in `a..b`, and limits the length of a name and its labels. */
export function isDnsName(hostname: string): boolean {
  return (
    hostname.length <= 254 && labelsOf(hostname).every((label) => label.length > 0 && label.length <= 63)
  );
}

/** `a.com.` and `a.com` are the same name. */
const labelsOf = (hostname: string): string[] => hostname.toLowerCase().replace(/\.$/, '').split('.');
