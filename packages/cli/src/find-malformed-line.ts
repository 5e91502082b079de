/**
 * A blank line, a comment, or `NAME=value`. A value in quotation marks may have several lines. If the closing mark is
 * missing, the value ends with its line.
 */
const entry =
  /[^\S\n]*(?:#[^\n]*|(?:export[^\S\n]+)?[\w.-]+[^\S\n]*=[^\S\n]*(?:(["'`]).*?\1[^\n]*|[^\n]*))?(?:\n|$)/sy;

/**
 * The number of the first line in a settings file that is not part of an `entry`. Null if there is none. `parseEnv` of
 * Node ignores such a line.
 */
export function findMalformedLine(text: string): number | null {
  for (let at = 0; at < text.length; at = entry.lastIndex) {
    entry.lastIndex = at;
    if (!entry.test(text)) return text.slice(0, at).split('\n').length;
  }
  return null;
}
