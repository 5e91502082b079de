import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tableOf } from './matrix/table-of.ts';
import { findNode, findPostgres } from './matrix/toolchain.ts';

const versionsIn = (file: string, pattern: RegExp): string[] => [
  ...new Set([...readFileSync(file, 'utf8').matchAll(pattern)].map(([, version]) => version!)),
];

test('CI and docs/matrix.md name the same versions of PostgreSQL, from the oldest that is supported', () => {
  const tested = versionsIn('docs/matrix.md', /^\| [\d.]+ \| (\d+)\.[\d.]+ \|/gm);
  const [inCi] = versionsIn('.github/workflows/ci.yml', /^ +postgres: \[(.+)\]$/gm);
  expect(inCi?.split(', ')).toEqual(tested);
  expect(readFileSync('docs/operating.md', 'utf8')).toContain(`Version ${tested[0]} or newer is supported`);
});

test('a version that is not in the matrix is refused, and the error names it', () => {
  expect(() => findPostgres('14')).toThrow('PostgreSQL 14 is not in the matrix (15, 16, 17, 18).');
  expect(() => findNode('18')).toThrow('Node 18 is not in the matrix.');
});

test('the Node of this process is used as it is', () => {
  const { path, version } = findNode(process.versions.node.split('.')[0]!);
  expect([path, version]).toEqual([process.execPath, process.versions.node]);
});

test('the table has a row for each pair of versions', () => {
  const postgres = { path: '/bin', version: '15.18', origin: 'npm' } as const;
  expect(tableOf([{ node: { path: '/node', version: '24.21.0' }, postgres, passed: 9, failed: 1 }])).toBe(`\
| Node | PostgreSQL | PostgreSQL from | passed | failed |
| --- | --- | --- | --- | --- |
| 24.21.0 | 15.18 | npm | 9 | 1 |
`);
});
