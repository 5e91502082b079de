import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HostsFile } from './hosts-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winkwire-hosts-'));
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

test('names are read in any case, again after a change, and no more when the file is gone', () => {
  const path = join(folder, 'hosts');
  writeFileSync(path, '127.0.0.1 Printer printer.local # upstairs\n::1 printer\nnonsense printer\n');
  const file = new HostsFile(path);
  expect(file.find('printer')).toEqual(['127.0.0.1', '::1']);
  expect(file.find('printer.local')).toEqual(['127.0.0.1']);
  expect(file.find('upstairs')).toEqual([]);
  rmSync(path);
  expect(file.find('printer')).toHaveLength(2);
  vi.advanceTimersByTime(5001);
  expect(file.find('printer')).toEqual([]);
  writeFileSync(path, '10.0.0.1 printer\n');
  vi.advanceTimersByTime(5001);
  expect(file.find('printer')).toEqual(['10.0.0.1']);
});

test('known names stay while the file cannot be read', () => {
  const path = join(folder, 'hosts');
  writeFileSync(path, '127.0.0.1 printer\n');
  const file = new HostsFile(path);
  expect(file.find('printer')).toEqual(['127.0.0.1']);
  rmSync(path);
  mkdirSync(path);
  vi.advanceTimersByTime(5001);
  expect(file.find('printer')).toEqual(['127.0.0.1']);
});
