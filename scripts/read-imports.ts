import { globSync, readFileSync } from 'node:fs';
import { parseSync } from 'rolldown/utils';

/** An import, dynamic import or re-export. Paths start at the root of the repository. */
export interface Import {
  from: string;
  to: string;
  /** Whether only types are imported. */
  isType: boolean;
}

const sources = new Set(globSync('packages/*/src/**/*.{ts,tsx}'));

/** The files of the product, without tests and without files that only tests use. */
export const productFiles = [...sources].filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/testing\//.test(file),
);

/** Returns only the imports of this repository's files. Throws if an imported file does not exist. */
export function readImports(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const { module, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found: { specifier: string; isType: boolean }[] = [];
  for (const { moduleRequest, entries } of module.staticImports)
    found.push({
      specifier: moduleRequest.value,
      isType: entries.length > 0 && entries.every((entry) => entry.isType),
    });
  for (const entry of module.staticExports.flatMap(({ entries }) => entries))
    if (entry.moduleRequest) found.push({ specifier: entry.moduleRequest.value, isType: entry.isType });
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^(['"])(.+)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end));
    if (literal) found.push({ specifier: literal[2] as string, isType: false });
  }
  return found.flatMap(({ specifier, isType }) => {
    const to = resolve(file, specifier);
    return to ? [{ from: file, to, isType }] : [];
  });
}

/** Undefined if the specifier refers to no source file of this repository. */
function resolve(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.'))
    return existing(new URL(specifier, `file:///${file}`).pathname.slice(1), file);
  const [, name, path] = /^@winkwire\/([\w-]+)(?:\/(.+))?$/.exec(specifier) ?? [];
  if (!name) return undefined;
  return existing(path ? `packages/${name}/src/${path}` : entryOf(name), file);
}

/** The path for `@winkwire/<name>`, such as `packages/server/src/main.ts`. */
function entryOf(name: string): string {
  const { exports } = JSON.parse(readFileSync(`packages/${name}/package.json`, 'utf8'));
  const entry = exports['.'];
  return `packages/${name}/${(entry.default ?? entry).slice('./'.length)}`;
}

function existing(path: string, file: string): string | undefined {
  if (
    !path.startsWith('packages/') ||
    !/(\.tsx?|\/[\w.-]+)$/.test(path) ||
    /\.(json|css)$|\/dist\//.test(path)
  )
    return undefined;
  const found = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((name) => sources.has(name));
  if (!found) throw new Error(`${file} imports ${path}, which does not exist.`);
  return found;
}
