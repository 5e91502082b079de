import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/**
 * Which workspace packages each part of the source may import. Parts of one package that must not know each other
 * (host page and frame) are listed apart; a file belongs to the longest part that its path starts with.
 */
const arrows: Record<string, string[]> = {
  'packages/contract': [],
  'packages/receiver': ['contract'],
  'packages/server': ['contract', 'receiver'],
  'packages/widget/src/host': ['contract'],
  'packages/widget/src/frame': ['contract'],
  'packages/react': ['contract', 'widget'],
  'packages/portal': ['contract'],
  'packages/demo': ['contract', 'receiver'],
  // The composition root.
  'packages/cli': ['contract', 'receiver', 'server', 'demo'],
};

/** Folders of the server from left to right: what a folder may import of its siblings. */
const serverArrows: Record<string, string[]> = {
  // Its adapters run the pipeline's hot statements inside their own transactions: see docs/adr.
  store: ['pipeline', 'metrics'],
  domain: ['store', 'pipeline'],
  pipeline: ['store', 'domain', 'metrics', 'tracing'],
  metrics: [],
  tracing: [],
  retention: ['store', 'domain'],
  analysis: ['domain'],
  // Only the guard of outgoing requests.
  connectors: ['pipeline'],
  linking: ['store', 'domain', 'connectors'],
  actions: ['store', 'domain', 'pipeline', 'connectors', 'linking', 'analysis'],
};

const parts = Object.keys(arrows).sort((one, other) => other.length - one.length);
const partOf = (file: string) => parts.find((part) => file.startsWith(`${part}/`));
const sources = globSync('packages/*/src/**/*.{ts,tsx}');
const product = sources.filter((file) => !/\.test\.tsx?$|\/testing\//.test(file));

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const matches = text.matchAll(/(?:from\s+|import\s+|import\()\s*'([^']+)'/g);
  return [...matches].map((match) => match[1] as string);
}

const resolve = (file: string, specifier: string) => new URL(specifier, `file:///${file}`).pathname.slice(1);

test('every source file belongs to a part of the graph', () => {
  expect(sources.length).toBeGreaterThan(20);
  expect(product.filter((file) => !partOf(file))).toEqual([]);
});

test('packages import only what the arrows allow', () => {
  const wrong = product.flatMap((file) =>
    importsOf(file)
      .filter((specifier) => specifier.startsWith('@winkwire/'))
      .map((specifier) => specifier.split('/')[1] as string)
      .filter((target) => !arrows[partOf(file) as string]?.includes(target))
      .map((target) => `${file} -> ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('relative imports stay inside their part', () => {
  const wrong = product.flatMap((file) =>
    importsOf(file)
      .filter((specifier) => specifier.startsWith('.'))
      .filter((specifier) => partOf(resolve(file, specifier)) !== partOf(file))
      .map((specifier) => `${file} -> ${specifier}`),
  );
  expect(wrong).toEqual([]);
});

test('inside the server, data goes one way', () => {
  const folderOf = (path: string) => path.match(/^packages\/server\/src\/(\w[\w-]*)\//)?.[1];
  const wrong = product.flatMap((file) => {
    const allowed = serverArrows[folderOf(file) ?? ''];
    if (!allowed) return [];
    return importsOf(file)
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => folderOf(resolve(file, specifier)))
      .filter((target) => target && target !== folderOf(file) && !allowed.includes(target))
      .map((target) => `${file} -> ${target}`);
  });
  expect(wrong).toEqual([]);
});

test('the API holds no SQL', () => {
  const api = product.filter((file) => file.startsWith('packages/server/src/api/'));
  const wrong = api.filter(
    (file) =>
      /\b(select|insert into|update|delete from)\s+\w+\s+(from|set|values|where)?/.test(
        readFileSync(file, 'utf8'),
      ) && /\.(all|get|run)</.test(readFileSync(file, 'utf8')),
  );
  expect(wrong).toEqual([]);
});

test('only config.ts reads the environment', () => {
  const wrong = product.filter(
    (file) =>
      /process\.env\b/.test(readFileSync(file, 'utf8')) && !/\/config\.ts$|packages\/cli\//.test(file),
  );
  expect(wrong).toEqual([]);
});
