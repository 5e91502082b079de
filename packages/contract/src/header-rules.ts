/* The schema, the portal's form and the sender share these rules, so every registered header can be sent. */

/** The name of a header: a token of RFC 9110. */
export const headerNamePattern = "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$";
export const longestHeaderName = 100;

/** Visible ASCII characters, with spaces and tabs only between them. May be empty. */
export const headerValuePattern = '^([!-~]([\\t -~]*[!-~])?)?$';
export const longestHeaderValue = 8192;

/**
 * The maximum length of all names and values together. Many receivers refuse more than 16 KB of headers. This limit
 * leaves 4 KB for our own headers.
 */
export const longestHeaders = 12_288;

const namePattern = new RegExp(headerNamePattern);
const valuePattern = new RegExp(headerValuePattern);

export const isHeaderName = (name: string): boolean => namePattern.test(name);

/** The headers that a webhook must not set: ours, those of W3C tracing, and those that HTTP needs. */
const reserved =
  /^(smile-signature.*|webhook-.*|content-.*|proxy-.*|http2-settings|trace(parent|state)|baggage|user-agent|host|connection|transfer-encoding|expect|upgrade|keep-alive|te|trailer)$/;

/** Servers that pass headers on as variables map `A-B`, `a_b` and `a.b` to the same variable. */
const folded = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '-');

export const isReservedHeader = (name: string): boolean => reserved.test(folded(name));

/** Describes the first thing that is wrong with a webhook's custom headers. Undefined if they are valid. */
export function headersProblem(headers: Readonly<Record<string, string>>): string | undefined {
  const seen = new Map<string, string>();
  let length = 0;
  for (const [name, value] of Object.entries(headers)) {
    if (!isHeaderName(name) || name.length > longestHeaderName)
      return `${quoted(name)} is not a header name: use letters, digits and hyphens, ${longestHeaderName} characters at most`;
    if (isReservedHeader(name)) return `${name} is reserved for Winkwire and HTTP`;
    if (value.length > longestHeaderValue)
      return `the value of ${name} may be at most ${longestHeaderValue} characters long, not ${value.length}`;
    if (!valuePattern.test(value))
      return `the value of ${name} may contain only visible ASCII characters, with spaces and tabs only between them`;
    const same = seen.get(name.toLowerCase());
    if (same) return `${same} and ${name} are the same header. Give it once`;
    seen.set(name.toLowerCase(), name);
    length += name.length + value.length;
  }
  if (length > longestHeaders)
    return `all names and values together may be at most ${longestHeaders} characters long, not ${length}`;
  return undefined;
}

const quoted = (name: string): string => JSON.stringify(name.length > 60 ? `${startOf(name)}...` : name);

/** At most the first 60 UTF-16 units of a name, but never half a character. */
const startOf = (name: string): string => name.slice(0, 60).replace(/\p{Cs}$/u, '');
