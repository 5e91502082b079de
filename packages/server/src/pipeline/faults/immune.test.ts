import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runsTest } from '../../../../../scripts/runs-test.ts';

const root = new URL('../../../../../', import.meta.url);
const page = readFileSync(new URL('docs/immune.md', root), 'utf8');
const rows = [...page.matchAll(/^\| (.+?) \| `(.+?)`: `(.+?)` \|$/gm)].map(([, what, file, name]) => ({
  what: what!,
  file: file!,
  name: name!,
}));

test('every line of the page names a test', () => {
  const lines = page.split('\n').filter((line) => line.startsWith('| ')).length;
  // Two lines name no test: the header and the line below it.
  expect(rows).toHaveLength(lines - 2);
  expect(rows.length).toBeGreaterThanOrEqual(20);
});

test.each(rows)('$what: the test that would have caught it exists, and runs', ({ file, name }) => {
  expect(existsSync(new URL(file, root))).toBe(true);
  expect(runsTest(readFileSync(new URL(file, root), 'utf8'), name), name).toBe(true);
});

test.each([
  [`test('a promise', () => {`, true],
  [`  it("a promise", async () => {`, true],
  [`test.each(['a', 'b'])('a promise', () => {`, true],
  [`test.each([\n  ['a', (b) => b('c')],\n])(\n  'a promise',\n  () => {`, true],
  [`test.skip('a promise', () => {`, false],
  [`it.todo('a promise');`, false],
  [`test.fails(\n  'a promise', () => {`, false],
  [`test.skipIf(windows)('a promise', () => {`, false],
  [`test.skip.each(['a'])('a promise', () => {`, false],
  [`// test('a promise', () => {`, false],
  [`describe.skip('all', () => {\n  test('a promise', () => {`, false],
  [`test('a promise that is another', () => {`, false],
  [`test.each(['a'])('another', () => {\n  keep('a promise');`, false],
])('the check finds whether the test in %j runs', (source, runs) => {
  expect(runsTest(source, 'a promise')).toBe(runs);
});
