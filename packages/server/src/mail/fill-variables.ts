/** Replaces `${name}` by the variable of that name; names that do not exist are left as they stand. */
export const fillVariables = (text: string, variables: Record<string, string>): string =>
  text.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(variables, name) ? (variables[name] as string) : whole,
  );
