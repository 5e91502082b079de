import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listenCursor } from './cursor-file.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'winkwire-home-'));
  vi.stubEnv('HOME', home);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true, force: true });
});

test('each server and each webhook has its own cursor', () => {
  const cursor = listenCursor('http://127.0.0.1:8080', 'wh-1');
  expect(cursor.read()).toBeNull();
  cursor.write(7);
  expect(listenCursor('http://127.0.0.1:8080/', 'wh-1').read()).toBe(7);
  expect(listenCursor('http://127.0.0.1:8081', 'wh-1').read()).toBeNull();
  expect(listenCursor('http://127.0.0.1:8080', 'wh-2').read()).toBeNull();
});

test('a home folder that cannot be used is reported in one sentence', () => {
  vi.stubEnv('HOME', '/dev/null');
  expect(() => listenCursor('http://127.0.0.1:8080', 'wh-1').write(1)).toThrow(
    /the cursor file \/dev\/null\/\.winkwire\S+ cannot be written/,
  );
});
