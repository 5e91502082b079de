import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Import, productFiles, readImports } from './scripts/read-imports.ts';

/** A row of the table in ARCHITECTURE.md: what one part may import. */
interface Row {
  imports: string[];
  /** The parts from which only types may be imported. */
  types: string[];
}

const law = readFileSync('ARCHITECTURE.md', 'utf8').split('<!-- imports -->')[1] ?? '';
const rows = new Map<string, Row>(
  [...law.matchAll(/^\| `([^`]+)` \| ([^|]*) \| ([^|]*) \|$/gm)].map(
    ([, part = '', imports = '', types = '']) => [
      part,
      { imports: namesIn(imports, part), types: namesIn(types, part) },
    ],
  ),
);

/** The full names in a cell. In a row about the server, `domain` is short for `server/domain`. */
function namesIn(cell: string, part: string): string[] {
  const packages = new Set(productFiles.map((file) => file.split('/')[1]));
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) =>
    packages.has(name.split('/')[0]) ? name : `${part.split('/')[0]}/${name}`,
  );
}

/** `x/(root)` covers the files directly in `x`. Any other name covers its file or its folder. */
function covers(name: string, file: string): boolean {
  const path = file.replace(/^packages\/([\w-]+)\/src\//, '$1/');
  if (!name.endsWith('/(root)')) return path === name || path.startsWith(`${name}/`);
  return path.slice(0, path.lastIndexOf('/')) === name.slice(0, -'/(root)'.length);
}

/** A file belongs to the row with the longest name that covers it. */
const parts = new Map(productFiles.map((file) => [file, longestRow(file)]));
const partOf = (file: string): string | undefined => parts.get(file);

function longestRow(file: string): string | undefined {
  const names = [...rows.keys()].filter((name) => covers(name, file));
  return names.toSorted((one, other) => other.length - one.length)[0];
}

/** The name of a row means only the files of that row. Any other name means all files that it covers. */
const means = (name: string, file: string): boolean =>
  rows.has(name) ? partOf(file) === name : covers(name, file);

const imports = productFiles.flatMap(readImports);
const beyondItsPart = imports.filter(({ from, to }) => partOf(from) !== partOf(to));

function isAllowed({ from, to, isType }: Import): boolean {
  const row = rows.get(partOf(from) ?? '');
  const names = isType ? [...(row?.imports ?? []), ...(row?.types ?? [])] : (row?.imports ?? []);
  return names.some((name) => means(name, to));
}

const show = ({ from, to, isType }: Import) => `${from} ${isType ? 'takes types of' : 'imports'} ${to}`;

test('every source file belongs to a row of the table', () => {
  expect(productFiles.length).toBeGreaterThan(700);
  expect(productFiles.filter((file) => !partOf(file))).toEqual([]);
});

test('a file imports only what its row names', () => {
  expect(imports.length).toBeGreaterThan(2000);
  expect(beyondItsPart.filter((one) => !isAllowed(one)).map(show)).toEqual([]);
});

test('every row, and every name in it, is needed', () => {
  const unused = [...rows].flatMap(([part, { imports: values, types }]) => [
    ...(productFiles.some((file) => partOf(file) === part) ? [] : [part]),
    ...[...values, ...types].filter((name) => !isUsed(part, name, types)).map((name) => `${part}: ${name}`),
  ]);
  expect(unused).toEqual([]);
});

function isUsed(part: string, name: string, types: string[]): boolean {
  return beyondItsPart.some(
    ({ from, to, isType }) => partOf(from) === part && means(name, to) && isType === types.includes(name),
  );
}

test('nothing of the product imports what only tests use', () => {
  expect(imports.filter(({ to }) => /\.test\.tsx?$|\/testing\//.test(to)).map(show)).toEqual([]);
});

test('values are imported from rows further down only', () => {
  const order = [...rows.keys()];
  const up = beyondItsPart
    .filter(({ isType }) => !isType)
    .map(({ from, to }) => [partOf(from) ?? '', partOf(to) ?? ''] as const)
    .filter(([part, other]) => order.indexOf(other) < order.indexOf(part))
    .map(([part, other]) => `${part} imports ${other}`);
  expect([...new Set(up)]).toEqual([]);
});

test('the API holds no SQL', () => {
  const api = productFiles.filter((file) => file.startsWith('packages/server/src/api/'));
  const wrong = api.filter(
    (file) =>
      /\b(select|insert into|update|delete from)\s+\w+\s+(from|set|values|where)?/.test(
        readFileSync(file, 'utf8'),
      ) && /\.(all|get|run)</.test(readFileSync(file, 'utf8')),
  );
  expect(wrong).toEqual([]);
});

test('every insert names its columns, so that a migration can add one', () => {
  const inserts = productFiles.flatMap(
    (file) => readFileSync(file, 'utf8').match(/\binsert into [^;]{0,60}/g) ?? [],
  );
  expect(inserts.length).toBeGreaterThan(20);
  expect(inserts.filter((text) => /^insert into \w+\s+(values|select)\b/.test(text))).toEqual([]);
});

test('only config.ts reads the environment', () => {
  const wrong = productFiles.filter(
    (file) =>
      /process\.env\b/.test(readFileSync(file, 'utf8')) && !/\/config\.ts$|packages\/cli\//.test(file),
  );
  expect(wrong).toEqual([]);
});
