import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
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

test('a hosts file is read again when it has changed', () => {
  const path = join(folder, 'hosts');
  writeFileSync(path, '192.0.2.1 one.example One # first\n2001:db8::1\tone.example\nnonsense two.example\n');
  const hosts = new HostsFile(path);
  expect(hosts.find('one.example')).toEqual(['192.0.2.1', '2001:db8::1']);
  expect(hosts.find('one')).toEqual(['192.0.2.1']);
  expect(hosts.find('two.example')).toEqual([]);
  writeFileSync(path, '192.0.2.9 two.example\n');
  utimesSync(path, 1, 1);
  vi.advanceTimersByTime(6000);
  expect(hosts.find('two.example')).toEqual(['192.0.2.9']);
  expect(hosts.find('one')).toEqual([]);
  rmSync(path);
  vi.advanceTimersByTime(6000);
  expect(hosts.find('two.example')).toEqual([]);
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
