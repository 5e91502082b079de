/** The bundle does not contain these modules, but imports them. */
export function importsOf(dependencies: Record<string, string>): (id: string) => boolean {
  const names = Object.keys(dependencies);
  return (id) => id.startsWith('node:') || names.some((name) => id === name || id.startsWith(`${name}/`));
}
