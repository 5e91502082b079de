import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { copyPages } from './copy-pages.ts';
import type { Declarations } from './declarations-of.ts';
import { importsOf } from './imports-of.ts';
import { readManifest, writeManifest } from './manifest.ts';
import { packages, publishedFolder } from './packages.ts';
import { stylesAsText } from './styles-as-text.ts';
import { type Format, writeDeclarations } from './write-declarations.ts';

interface Library {
  /** Used instead of the declarations that the compiler makes. */
  types?: Declarations;
  /** Whether every file is published under its own name. */
  everyFile?: boolean;
  /** `false` if importing has no effect. Bundlers may then leave out unused code. */
  sideEffects?: false;
  /** Whether CommonJS is published in addition to ES modules. The dependencies must support it. */
  commonJs?: boolean;
}

/** Bundles `packages/<name>` with the code of other workspace packages. Dependencies are not bundled. */
export async function packLibrary(
  name: string,
  { types, everyFile = false, commonJs = false, ...rest }: Library = {},
): Promise<void> {
  const folder = join(packages, name);
  const target = publishedFolder(name);
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
    plugins: [stylesAsText],
    // Hides the warning about `'use client'`. The tests of the packages check that it stays at the top of an entry.
    onLog: (level, log, print) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && print(level, log),
  });
  const declarations = sources.map((path) => join(name, path).replace(/\.ts$/, '.d.ts'));
  const formats: Format[] = commonJs ? ['js', 'cjs'] : ['js'];
  for (const format of formats) {
    await bundle.write({
      dir: target,
      format: format === 'js' ? 'esm' : 'cjs',
      entryFileNames: `[name].${format}`,
      chunkFileNames: `shared/[name].${format}`,
    });
    writeDeclarations(join(target, 'types'), declarations, { instead: types, format });
  }
  await bundle.close();

  writeManifest(name, target, {
    exports: Object.fromEntries(published.map(([key, source]) => [key, conditions(name, source, formats)])),
    dependencies,
    peerDependencies,
    ...rest,
  });
  copyPages(name, target);
}

/** A resolver uses the first condition that it knows. So `require` and the types come before the default. */
function conditions(name: string, source: string, formats: Format[]) {
  const path = source.replace(/^\.\/src\/(.*)\.ts$/, '$1');
  const types = `./types/${name}/src/${path}`;
  const require = { types: `${types}.d.cts`, default: `./${path}.cjs` };
  return {
    ...(formats.includes('cjs') ? { require } : {}),
    types: `${types}.d.ts`,
    default: `./${path}.js`,
  };
}
