/** Whether an import stays an import: it is a Node module, or belongs to a dependency. */
export function importsOf(dependencies: Record<string, string>): (id: string) => boolean {
  const names = Object.keys(dependencies);
  return (id) => id.startsWith('node:') || names.some((name) => id === name || id.startsWith(`${name}/`));
}
