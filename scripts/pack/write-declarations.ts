import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { type Declarations, declarationsOf } from './declarations-of.ts';
import { readManifest } from './manifest.ts';

/**
 * Writes the declarations at `entries` to `target`, with all that they import of the workspace, by relative paths: so
 * the types of packages that are not published travel along. What stands in `instead` takes the compiler's place.
 */
export function writeDeclarations(
  target: string,
  entries: string[],
  instead: Declarations = new Map(),
): void {
  const seen = new Set(entries);
  // A set that grows while it is walked.
  for (const path of seen) {
    const text = instead.get(path) ?? declarationsOf(path.split('/')[0]!).get(path);
    if (text === undefined) throw new Error(`${path} is imported, but nothing declares it`);
    const relinked = text.replace(
      /(from |import\()(['"])([^'"]+)\2/g,
      (whole, start: string, _, id: string) => {
        const found = resolve(path, id);
        if (!found) return whole;
        seen.add(found);
        return `${start}'${relativeTo(path, found)}'`;
      },
    );
    mkdirSync(dirname(join(target, path)), { recursive: true });
    writeFileSync(join(target, path), relinked);
  }
}

/** `contract/src/ids.d.ts` for `@winkwire/contract/ids`; undefined for what is not of the workspace. */
function resolve(path: string, id: string): string | undefined {
  const source = id.startsWith('.') ? posix.join(posix.dirname(path), id) : workspaceSource(id);
  return source?.replace(/\.(tsx?|js)$/, '.d.ts');
}

function workspaceSource(id: string): string | undefined {
  const [, name, entry] = /^@winkwire\/([^/]+)(?:\/(.+))?$/.exec(id) ?? [];
  if (!name) return undefined;
  const { exports = {} } = readManifest(name);
  const source = exports[entry ? `./${entry}` : '.'] ?? String(exports['./*']).replace('*', entry ?? '');
  return posix.join(name, String(source));
}

function relativeTo(path: string, found: string): string {
  const way = posix.relative(posix.dirname(path), found).replace(/\.d\.ts$/, '.js');
  return way.startsWith('.') ? way : `./${way}`;
}
