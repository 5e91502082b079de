import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../../../../', import.meta.url);
const page = readFileSync(new URL('docs/immune.md', root), 'utf8');
const rows = [...page.matchAll(/^\| (.+?) \| `(.+?)`: `(.+?)` \|$/gm)].map(([, what, file, name]) => ({
  what: what!,
  file: file!,
  name: name!,
}));

test('every line of the page names a test', () => {
  const lines = page.split('\n').filter((line) => line.startsWith('| ')).length;
  // Without the head and the rule below it.
  expect(rows).toHaveLength(lines - 2);
  expect(rows.length).toBeGreaterThanOrEqual(20);
});

test.each(rows)('$what: the test that would have caught it exists', ({ file, name }) => {
  expect(existsSync(new URL(file, root))).toBe(true);
  expect(readFileSync(new URL(file, root), 'utf8').includes(name), name).toBe(true);
});
