import { chmodSync, cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';
import { copyPages } from './copy-pages.ts';
import { importsOf } from './imports-of.ts';
import { readManifest, writeManifest } from './manifest.ts';
import { packages, publishedFolder } from './packages.ts';

const parts = ['cli', 'server', 'demo', 'contract', 'receiver'];

/** These files are read at run time. */
const files = [
  'server/assets',
  'server/dist',
  'server/src/store/migrations',
  'demo/public',
  'widget/dist',
  'portal/dist',
];

/**
 * Makes the `winkwire` package. Files keep their paths, because the code finds assets, migrations and threads by path.
 */
export async function packCommand(): Promise<void> {
  const target = publishedFolder('cli');
  for (const built of ['widget/dist/index.html', 'portal/dist/index.html', 'server/dist/docs/scalar.js']) {
    if (!existsSync(join(packages, built)))
      throw new Error(`${built} is missing: run \`npm run build\` first.`);
  }
  const needed = dependencies();
  const bundle = await rolldown({
    input: join(packages, 'cli/bin/winkwire.js'),
    platform: 'node',
    transform: { target: 'node24' },
    external: importsOf(needed),
    plugins: [threads],
    treeshake: false,
  });
  await bundle.write({
    dir: target,
    format: 'esm',
    preserveModules: true,
    preserveModulesRoot: packages,
    entryFileNames: '[name].js',
  });
  await bundle.close();
  for (const path of files) cpSync(join(packages, path), join(target, path), { recursive: true });
  chmodSync(join(target, 'cli/bin/winkwire.js'), 0o755);

  writeManifest('cli', target, { bin: { winkwire: './cli/bin/winkwire.js' }, dependencies: needed });
  copyPages('cli', target);
}

function dependencies(): Record<string, string> {
  const all = parts.flatMap((name) => Object.entries(readManifest(name).dependencies ?? {}));
  const foreign = all.filter(([name]) => !name.startsWith('@winkwire/'));
  return Object.fromEntries(foreign.sort(([one], [other]) => (one < other ? -1 : 1)));
}

const threadUrl = /new URL\('(\.[^']+)\.ts', import\.meta\.url\)/g;

/** The bundler does not follow the URL of a worker thread, so this plugin adds the file to the output. */
const threads: Plugin = {
  name: 'worker-threads',
  async transform(code, path) {
    const found = [...code.matchAll(threadUrl)];
    if (found.length === 0) return null;
    for (const [, thread] of found) {
      this.emitFile({ type: 'chunk', id: join(path, '..', `${thread}.ts`) });
    }
    return { code: code.replace(threadUrl, "new URL('$1.js', import.meta.url)"), map: null };
  },
};
