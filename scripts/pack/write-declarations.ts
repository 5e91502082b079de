// biome-ignore-all lint/style/noNonNullAssertion: splitting gives at least one part
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { type Declarations, declarationsOf } from './declarations-of.ts';
import { readManifest } from './manifest.ts';

interface Options {
  /** Replaces the compiler's declarations. */
  instead?: Declarations | undefined;
  /** With `cjs`, the files end in `.d.cts`, because compilers look for these names. */
  format?: Format;
}

export type Format = 'js' | 'cjs';

/** Includes the workspace files that `entries` import, so that customers need only published packages. */
export function writeDeclarations(
  target: string,
  entries: string[],
  { instead = new Map(), format = 'js' }: Options,
): void {
  const ending = format === 'js' ? '.d.ts' : '.d.cts';
  const seen = new Set(entries);
  // The loop also visits the files that it adds to `seen` itself.
  for (const path of seen) {
    const text = instead.get(path) ?? declarationsOf(path.split('/')[0]!).get(path);
    if (text === undefined) throw new Error(`${path} is imported, but has no declarations.`);
    const relinked = text.replace(
      /(from |import\()(['"])([^'"]+)\2/g,
      // biome-ignore lint/complexity/useMaxParams: the signature is that of String.replace
      (whole, start: string, _, id: string) => {
        const found = resolve(path, id);
        if (!found) return whole;
        seen.add(found);
        return `${start}'${relativeTo(path, found)}.${format}'`;
      },
    );
    const written = join(target, path.replace(/\.d\.ts$/, ending));
    mkdirSync(dirname(written), { recursive: true });
    writeFileSync(written, relinked);
  }
}

/** `contract/src/ids.d.ts` for `@winkwire/contract/ids`. Undefined outside the workspace. */
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
  const way = posix.relative(posix.dirname(path), found).replace(/\.d\.ts$/, '');
  return way.startsWith('.') ? way : `./${way}`;
}
