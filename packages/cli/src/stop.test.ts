import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';

// Each case starts and stops a whole server.
vi.setConfig({ testTimeout: 60_000 });

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Starts a documented command as a supervisor does: with its own data folder, and without npm's variables. */
async function startDocumented(command: string, words: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'winkwire-stop-'));
  const { npm_command: _command, npm_lifecycle_event: _event, ...environment } = process.env;
  const child: ChildProcess = spawn(command, words, {
    cwd: root,
    env: { ...environment, PORT: '0', WINKWIRE_DATA_DIR: folder, NODE_OPTIONS: '', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  }
  // `close` comes when the last process that holds the output has ended, not when npm has.
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const started = /Ctrl\+C stops it|server started/;
  await vi.waitFor(() => expect(output).toMatch(started), { timeout: 30_000, interval: 100 });
  return {
    child,
    ended,
    output: () => output,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

test.each([
  ['npm start', 'npm', ['start']],
  ['npm run serve', 'npm', ['run', 'serve']],
  ['npx winkwire serve', 'npx', ['winkwire', 'serve']],
])('SIGTERM reaches the server that was started by `%s`, and drains it', async (_, command, words) => {
  await using winkwire = await startDocumented(command, words);
  winkwire.child.kill('SIGTERM');
  await winkwire.ended;
  expect(winkwire.output()).toContain('SIGTERM: finishing the work in hand.');
});
