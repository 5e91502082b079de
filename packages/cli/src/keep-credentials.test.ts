import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepCredentials } from './keep-credentials.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winkwire-keep-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('credentials that exist are not overwritten, and the error says to move them away', () => {
  keepCredentials(folder, { key: 'first' });
  expect(() => keepCredentials(folder, { key: 'second' })).toThrow(/\(EEXIST\).*\n {2}Move that file away/);
});

test('if the file cannot be written, the error does not ask to move a file that does not exist', () => {
  writeFileSync(join(folder, 'data'), '');
  const within = join(folder, 'data', 'inner');
  expect(() => keepCredentials(within, {})).toThrow(
    /so none were made.\n {2}Make sure that this file can be written/,
  );
});
