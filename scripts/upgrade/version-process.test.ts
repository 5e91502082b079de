import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@winkwire/server/testing/free-port';
import { expect, test } from 'vitest';
import { VersionProcess } from './version-process.ts';

async function start(folder: string, code: string): Promise<VersionProcess> {
  const source = join(folder, 'packages/cli/src');
  await mkdir(source, { recursive: true });
  await writeFile(join(source, 'main.ts'), code);
  return VersionProcess.start({ folder, port: await freePort(), databaseUrl: '', dataDir: folder });
}

test.each([
  ['an error', 'throw new Error("no database");'],
  ['a signal', 'process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000);'],
])('a process that ended by %s before it was ready is not waited for', async (_, code) => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'winkwire-version-'));
  await expect(start(folder.path, code)).rejects.toThrow('The server did not start');
});

test('a process that a signal has ended can be stopped', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'winkwire-version-'));
  const server = 'import { createServer } from "node:http";\ncreateServer((_, response) => response.end())';
  const started = await start(folder.path, `${server}.listen(process.env.PORT);`);
  await started.kill();
  await started.stop();
  expect(await started.isReady()).toBe(false);
});
