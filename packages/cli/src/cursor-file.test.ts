import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
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

const first = {
  serverUrl: 'http://127.0.0.1:8080',
  webhookId: 'wh-1',
  forwardTo: 'http://localhost:3000/webhooks',
};

const at = (sequence: number) => ({ sequence, eventId: null });

test('each server, each webhook and each receiver has its own cursor', () => {
  const cursor = listenCursor(first);
  expect(cursor.read()).toBeNull();
  cursor.write(at(7));
  expect(listenCursor({ ...first, serverUrl: 'http://127.0.0.1:8080/' }).read()).toEqual(at(7));
  expect(listenCursor({ ...first, serverUrl: 'http://127.0.0.1:8081' }).read()).toBeNull();
  expect(listenCursor({ ...first, webhookId: 'wh-2' }).read()).toBeNull();
  expect(listenCursor({ ...first, forwardTo: 'http://localhost:4000/webhooks' }).read()).toBeNull();
});

test('the cursor of an earlier version belongs to the receiver that runs first', async () => {
  const folder = join(home, '.winkwire', 'listen', '127.0.0.1%3A8080');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'wh-1.json'), '{"sequence":7}');
  expect(listenCursor(first).read()).toEqual(at(7));
  expect(listenCursor({ ...first, forwardTo: 'http://localhost:4000/webhooks' }).read()).toBeNull();
  expect(listenCursor(first).read()).toEqual(at(7));
});

test('a cursor has the id of its event, which a cursor of an earlier version lacks', async () => {
  const position = { sequence: 7, eventId: 'et-7' };
  listenCursor(first).write(position);
  expect(listenCursor(first).read()).toEqual(position);
  const folder = join(home, '.winkwire', 'listen', '127.0.0.1%3A8080');
  await writeFile(join(folder, 'wh-2.json'), '{"sequence":7}');
  expect(listenCursor({ ...first, webhookId: 'wh-2' }).read()).toEqual(at(7));
});

test.each(['', 'null', '7', '{}', '{"sequence":"7"}', '{"sequence":-1}'])(
  'a file with %j is refused, because no position can be read from it',
  async (content) => {
    const folder = join(home, '.winkwire', 'listen', '127.0.0.1%3A8080');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'wh-1.json'), content);
    expect(() => listenCursor(first).read()).toThrow('it contains no sequence number. To say');
  },
);

test('two commands that write the same cursor do not disturb each other, and leave no other file', async () => {
  const program = `
    import { listenCursor } from '${new URL('./cursor-file.ts', import.meta.url)}';
    const cursor = listenCursor(${JSON.stringify(first)});
    for (let sequence = 1; sequence <= 300; sequence++) cursor.write({ sequence, eventId: null });`;
  const run = promisify(execFile);
  const words = ['--input-type=module', '--eval', program];
  await Promise.all([run(process.execPath, words), run(process.execPath, words)]);
  expect(listenCursor(first).read()).toEqual(at(300));
  expect(await readdir(join(home, '.winkwire', 'listen', '127.0.0.1%3A8080'))).toHaveLength(1);
});

test('a home folder that cannot be used is reported in one sentence', () => {
  vi.stubEnv('HOME', '/dev/null');
  expect(() => listenCursor(first).write(at(1))).toThrow(
    /the cursor file \/dev\/null\/\.winkwire\S+ cannot be written/,
  );
});
