// biome-ignore-all lint/style/noNonNullAssertion: the expression has matched, so its groups exist
/** The two forms of placeholders that customers' templates use: `${firstName}` and `{{ company.name }}`. */
const placeholder = /\$\{\s*([A-Za-z][\w.]*)\s*\}|\{\{\s*([A-Za-z][\w.]*)\s*\}\}/g;

/** Placeholders with an unknown name stay as they are. */
export const fillVariables = (text: string, variables: Record<string, string>): string =>
  text.replaceAll(placeholder, (whole, dollar?: string, braces?: string) => {
    const name = (dollar ?? braces)!;
    return Object.hasOwn(variables, name) ? variables[name]! : whole;
  });

/**
 * Text that was probably meant as a placeholder: opening braces, text with a letter, and closing braces if there are
 * any.
 */
const likePlaceholder = /(?:\$\{|\{\{)[^{}]*\p{L}[^{}]*\}{0,2}/u;

/**
 * A placeholder with three braces on each side. If it were filled, one brace on each side would stay around the value.
 */
const tripled = /\{{3}[^{}]*\}{0,3}/;

/**
 * Placeholders of other template languages: `$firstName`, `%firstName%`, `[firstName]`, `<%= firstName %>`,
 * `{firstName}`.
 */
const ofOthers = /(?:[$%[{]|<%=?)\s*(?:first|last|full|company)Name\b(?:\s*(?:%>|[%\]}]))?/;

export interface Unfilled {
  text: string;
  /** The name in `${name}` or `{{ name }}`. Undefined if the text has another form, such as `{{ name | upper }}`. */
  name: string | undefined;
}

/**
 * Finds a placeholder that `fillVariables` does not fill as intended, such as `{{ nobody }}`, `{{ firstName | upper }}`
 * or `{{{firstName}}}`. Undefined if there is none.
 */
export function findUnfilled(text: string, variables: Record<string, unknown>): Unfilled | undefined {
  const filled = text.replaceAll(placeholder, (whole, dollar?: string, braces?: string) =>
    Object.hasOwn(variables, (dollar ?? braces)!) ? '' : whole,
  );
  const [found] = tripled.exec(text) ?? likePlaceholder.exec(filled) ?? ofOthers.exec(filled) ?? [];
  if (found === undefined) return undefined;
  const [match] = found.matchAll(placeholder);
  const name = match?.[0] === found ? (match[1] ?? match[2]) : undefined;
  return { text: found, name };
}
