import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { takeName } from './take-name.ts';

vi.mock('node:fs/promises', { spy: true });

let folder: string;
let name: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winkwire-name-'));
  name = join(folder, 'archive.tar.gz');
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const makeFiles = () =>
  ['one', 'two', 'three'].map((text) => {
    writeFileSync(join(folder, text), text);
    return join(folder, text);
  });

test.each([
  { on: 'a file system with hard links', error: undefined },
  { on: 'a file system without them', error: 'EPERM' },
])('of three files that want one name on $on, one gets it', async ({ error }) => {
  if (error) vi.mocked(files.link).mockRejectedValue(Object.assign(new Error(error), { code: error }));
  const results = await Promise.allSettled(makeFiles().map((file) => takeName(file, name)));
  const winners = ['one', 'two', 'three'].filter((_, index) => results[index]?.status === 'fulfilled');
  expect(winners).toEqual([readFileSync(name, 'utf8')]);
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason.message).toContain('exists. Choose another name');
  expect(readdirSync(folder)).toContain('archive.tar.gz');
});

test('without hard links, the name is free again if the file cannot get it', async () => {
  vi.mocked(files.link).mockRejectedValue(Object.assign(new Error('EPERM'), { code: 'EPERM' }));
  vi.mocked(files.rename).mockRejectedValue(new Error('the disk is gone'));
  await expect(takeName(makeFiles()[0] as string, name)).rejects.toThrow('the disk is gone');
  expect(readdirSync(folder)).not.toContain('archive.tar.gz');
});
