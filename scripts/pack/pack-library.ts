import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { copyPages } from './copy-pages.ts';
import type { Declarations } from './declarations-of.ts';
import { importsOf } from './imports-of.ts';
import { readManifest, writeManifest } from './manifest.ts';
import { packages } from './packages.ts';
import { writeDeclarations } from './write-declarations.ts';

interface Library {
  /** Declarations that stand instead of the compiler's. */
  types?: Declarations;
  /** Publishes every file by its name, as the workspace does. */
  everyFile?: boolean;
}

/** Bundles `packages/<name>` into its `dist/`. Its dependencies stay imports; of the workspace it takes along what it uses. */
export async function packLibrary(name: string, { types, everyFile = false }: Library = {}): Promise<void> {
  const folder = join(packages, name);
  const target = join(folder, 'dist');
  const { dependencies, peerDependencies, exports = {} } = readManifest(name);
  const published = Object.entries(exports as Record<string, string>).filter(
    ([key]) => key !== './*' || everyFile,
  );
  const sources = globSync(
    published.map(([, source]) => source.replace('*', '**/*')),
    { cwd: folder, exclude: ['**/*.test.ts', '**/testing/**'] },
  );

  const bundle = await rolldown({
    input: Object.fromEntries(sources.map((path) => [relative('src', path).replace(/\.ts$/, ''), path])),
    cwd: folder,
    platform: 'neutral',
    transform: { target: 'node20' },
    external: importsOf({ ...dependencies, ...peerDependencies }),
  });
  await bundle.write({ dir: target, entryFileNames: '[name].js', chunkFileNames: 'shared/[name].js' });
  await bundle.close();
  const declarations = sources.map((path) => join(name, path).replace(/\.ts$/, '.d.ts'));
  writeDeclarations(join(target, 'types'), declarations, types);

  writeManifest(name, target, {
    exports: Object.fromEntries(published.map(([key, source]) => [key, publishedPaths(name, source)])),
    dependencies,
    peerDependencies,
  });
  copyPages(name, target);
}

/** Types come first: a resolver takes the first condition that it knows. */
function publishedPaths(name: string, source: string) {
  const path = source.replace(/^\.\/src\/(.*)\.ts$/, '$1');
  return { types: `./types/${name}/src/${path}.d.ts`, default: `./${path}.js` };
}
