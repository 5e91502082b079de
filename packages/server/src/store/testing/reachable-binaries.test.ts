import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { reachableBinaries } from './reachable-binaries.ts';

function install(mode: number) {
  const home = mkdtempSync(join(tmpdir(), 'winkwire-home-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const bin = join(home, 'clone', 'postgres', 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'initdb'), 'initdb');
  writeFileSync(join(bin, 'postgres'), 'postgres');
  chmodSync(home, mode);
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
}

test('programs that every user can reach are used where they are', () => {
  const binaries = install(0o755);
  expect(reachableBinaries(binaries)).toEqual(binaries);
});

test('programs in a folder that only its owner can enter are copied, once', () => {
  const binaries = install(0o700);
  const reachable = reachableBinaries(binaries);
  onTestFinished(() => rmSync(dirname(dirname(reachable.postgres)), { recursive: true }));
  expect(reachable.postgres).not.toBe(binaries.postgres);
  expect(readFileSync(reachable.initdb, 'utf8')).toBe('initdb');
  expect(reachableBinaries(reachable)).toEqual(reachable);
  expect(reachableBinaries(binaries)).toEqual(reachable);
});
