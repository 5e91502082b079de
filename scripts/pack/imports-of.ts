/** Returns a function that is true for imports that stay imports: of modules of Node, and of the dependencies. */
export function importsOf(dependencies: Record<string, string>): (id: string) => boolean {
  const names = Object.keys(dependencies);
  return (id) => id.startsWith('node:') || names.some((name) => id === name || id.startsWith(`${name}/`));
}
