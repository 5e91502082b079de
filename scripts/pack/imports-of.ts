/**
 * Returns a function that says whether an import stays an import in the bundle. Imports of Node's modules and of the
 * dependencies stay imports.
 */
export function importsOf(dependencies: Record<string, string>): (id: string) => boolean {
  const names = Object.keys(dependencies);
  return (id) => id.startsWith('node:') || names.some((name) => id === name || id.startsWith(`${name}/`));
}
