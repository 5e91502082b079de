import { globSync, readFileSync } from 'node:fs';
import { parseSync } from 'rolldown/utils';

/** One import, dynamic import or re-export of a source file. Paths start at the root of the repository. */
export interface Import {
  from: string;
  to: string;
  /** Whether only types are imported, either by `import type` or because every imported name is marked `type`. */
  isType: boolean;
}

const sources = new Set(globSync('packages/*/src/**/*.{ts,tsx}'));

/** The files of the product. Tests, and files that only tests use, are left out. */
export const productFiles = [...sources].filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/testing\//.test(file),
);

/** The imports of `file` that refer to source files of this repository. Throws if such a source file does not exist. */
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

/** The source file that a specifier refers to. Undefined if it refers to no source file of this repository. */
function resolve(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.'))
    return existing(new URL(specifier, `file:///${file}`).pathname.slice(1), file);
  const [, name, path] = /^@winkwire\/([\w-]+)(?:\/(.+))?$/.exec(specifier) ?? [];
  if (!name) return undefined;
  return existing(path ? `packages/${name}/src/${path}` : entryOf(name), file);
}

/** The path of the file to which `@winkwire/<name>` refers, such as `packages/server/src/main.ts`. */
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
