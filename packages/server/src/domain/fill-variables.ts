/** `${firstName}` and `{{ company.name }}`: customers' templates have both. */
const place = /\$\{\s*([A-Za-z][\w.]*)\s*\}|\{\{\s*([A-Za-z][\w.]*)\s*\}\}/g;

/** Replaces each place by the variable that it names; names that do not exist are left as they stand. */
export const fillVariables = (text: string, variables: Record<string, string>): string =>
  text.replaceAll(place, (whole, dollar?: string, braces?: string) => {
    const name = (dollar ?? braces)!;
    return Object.hasOwn(variables, name) ? variables[name]! : whole;
  });

/** The names that a text's places have. */
export const variablesIn = (text: string): string[] =>
  [...text.matchAll(place)].map(([, dollar, braces]) => (dollar ?? braces)!);
