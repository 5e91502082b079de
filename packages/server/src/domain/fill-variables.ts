// biome-ignore-all lint/style/noNonNullAssertion: the expression has matched, so its groups exist
/** Both forms in customers' templates: `${firstName}` and `{{ company.name }}`. */
const placeholder = /\$\{\s*([A-Za-z][\w.]*)\s*\}|\{\{\s*([A-Za-z][\w.]*)\s*\}\}/g;

/** Unknown placeholders stay as they are. */
export const fillVariables = (text: string, variables: Record<string, string>): string =>
  text.replaceAll(placeholder, (whole, dollar?: string, braces?: string) => {
    const name = (dollar ?? braces)!;
    return Object.hasOwn(variables, name) ? variables[name]! : whole;
  });

export const withoutVariables = (text: string): string => text.replaceAll(placeholder, '');

/** Text that was probably meant as a placeholder, even if it is not closed. */
const likePlaceholder = /(?:\$\{|\{\{)[^{}]*\p{L}[^{}]*\}{0,2}/u;

/** A placeholder with three braces. If it were filled, one brace would stay on each side of the value. */
const tripled = /\{{3}[^{}]*\}{0,3}/;

/**
 * Placeholders of other template languages: `$firstName`, `%firstName%`, `[firstName]`, `<%= firstName %>`,
 * `{firstName}`.
 */
const ofOthers = /(?:[$%[{]|<%=?)\s*(?:first|last|full|company)Name\b(?:\s*(?:%>|[%\]}]))?/;

export interface Unfilled {
  text: string;
  /** Undefined for a placeholder in another form, such as `{{ name | upper }}`. */
  name: string | undefined;
}

/**
 * Finds a placeholder that would not be filled, such as `{{ nobody }}`, `{{ firstName | upper }}` or `{{{firstName}}}`.
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
