/** Whether an import is kept as an import. This is so for modules of Node and for dependencies. */
export function importsOf(dependencies: Record<string, string>): (id: string) => boolean {
  const names = Object.keys(dependencies);
  return (id) => id.startsWith('node:') || names.some((name) => id === name || id.startsWith(`${name}/`));
}
