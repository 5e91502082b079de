// biome-ignore-all lint/style/noNonNullAssertion: the expression has matched, so its groups exist
/** The two forms of placeholders that customers' templates use: `${firstName}` and `{{ company.name }}`. */
const placeholder = /\$\{\s*([A-Za-z][\w.]*)\s*\}|\{\{\s*([A-Za-z][\w.]*)\s*\}\}/g;

/** Placeholders with an unknown name stay as they are. */
export const fillVariables = (text: string, variables: Record<string, string>): string =>
  text.replaceAll(placeholder, (whole, dollar?: string, braces?: string) => {
    const name = (dollar ?? braces)!;
    return Object.hasOwn(variables, name) ? variables[name]! : whole;
  });

export const variablesIn = (text: string): string[] =>
  [...text.matchAll(placeholder)].map(([, dollar, braces]) => (dollar ?? braces)!);
