import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winkwire-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the folders that were missing are made and returned', () => {
  const [one, two] = [join(folder, 'one'), join(folder, 'one', 'two')];
  expect(makeFolder(two)).toEqual([one, two]);
  expect(makeFolder(two)).toEqual([]);
});

test('if a folder cannot be made, the folders above it are removed again', () => {
  const tooLong = join(folder, 'one', 'two', 'x'.repeat(300));
  expect(() => makeFolder(tooLong)).toThrow('ENAMETOOLONG');
  expect(existsSync(join(folder, 'one'))).toBe(false);
});
