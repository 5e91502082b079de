import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, mkdtempDisposable, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { openApi } from './testing/open-api.ts';

vi.setConfig({ testTimeout: 180_000 });

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Starts a documented command without npm's variables, as a supervisor does. */
async function startDocumented(command: string, words: string[], variables: Record<string, string> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'winkwire-stop-'));
  const { npm_command: _command, npm_lifecycle_event: _event, ...environment } = process.env;
  const child: ChildProcess = spawn(command, words, {
    cwd: root,
    env: {
      ...environment,
      ...variables,
      PORT: '0',
      HOME: folder,
      WINKWIRE_DATA_DIR: folder,
      NODE_OPTIONS: '',
      FORCE_COLOR: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  }
  // `close` waits for all processes that write to this output. npm itself ends earlier.
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    child,
    folder,
    ended,
    output: () => output,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const commands: [string, string, string[]][] = [
  ['npm start', 'npm', ['start']],
  ['npm run serve', 'npm', ['run', 'serve']],
  ['npx winkwire serve', 'npx', ['winkwire', 'serve']],
];
/** Whether this machine permits a separate process id namespace, as in a container. */
const maySeparate = spawnSync('unshare', ['--pid', '--fork', 'true']).status === 0;

const soon = { timeout: 90_000, interval: 20 };

test.each(commands)(
  'SIGTERM reaches the server that `%s` started, and drains it',
  async (_, command, words) => {
    await using winkwire = await startDocumented(command, words);
    await vi.waitFor(() => expect(winkwire.output()).toMatch(/Ctrl\+C stops it|server started/), soon);
    winkwire.child.kill('SIGTERM');
    await winkwire.ended;
    expect(winkwire.output()).toContain('SIGTERM: finishing the work in progress.');
  },
);

test('SIGINT drains the server too', async () => {
  await using winkwire = await startDocumented('npm', ['run', 'serve']);
  await vi.waitFor(() => expect(winkwire.output()).toContain('server started'), soon);
  winkwire.child.kill('SIGINT');
  await winkwire.ended;
  expect(winkwire.output()).toContain('SIGINT: finishing the work in progress.');
});

// The kernel gives process 1 no default actions, so it ignores every signal that it does not handle.
test.runIf(maySeparate)('SIGTERM drains a server that is the first process of a container', async () => {
  const words = [
    '--pid',
    '--fork',
    '--kill-child',
    process.execPath,
    'packages/cli/bin/winkwire.js',
    'serve',
  ];
  await using winkwire = await startDocumented('unshare', words);
  await vi.waitFor(() => expect(winkwire.output()).toContain('server started'), soon);
  const { pid } = winkwire.child;
  const [first] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  process.kill(Number(first), 'SIGTERM');
  await winkwire.ended;
  expect(winkwire.output()).toContain('SIGTERM: finishing the work in progress.');
  expect(winkwire.output()).toContain('server stopped');
});

test.each([
  ['events', ['-f'], 'GET /v1/events'],
  ['listen', ['--webhook', 'wh-1', '--forward-to', 'localhost:3999'], 'GET /v1/webhooks/wh-1/events'],
  ['publish', ['batch.ndjson'], 'POST /v1/events/batch'],
])('SIGTERM ends `npx winkwire %s`', async (name, words, expected) => {
  const data = { items: [], nextCursor: null, lastSequence: 0, headers: {}, secrets: [{ secret: '' }] };
  // `publish` repeats its request while the status is 503, so it still runs at the signal.
  using api = await openApi((request) =>
    request.startsWith('POST /v1/events')
      ? { status: 503, body: { code: 'SERVER_UNAVAILABLE' } }
      : { body: { code: 'OK', data } },
  );
  await using folder = await mkdtempDisposable(join(tmpdir(), 'winkwire-stop-'));
  const inFolder = words.map((word) => word.replace(/^batch/, join(folder.path, 'batch')));
  await writeFile(join(folder.path, 'batch.ndjson'), '{}');
  await using winkwire = await startDocumented('npx', ['winkwire', name, ...inFolder, ...api.flags]);
  await vi.waitFor(() => expect(api.requests.join()).toContain(expected), soon);
  winkwire.child.kill('SIGTERM');
  await winkwire.ended;
});

/** Runs a script as process 1 of a container. In it, `$node` is this Node and `$program` is Winkwire. */
const runContained = (script: string) =>
  startDocumented('unshare', ['--pid', '--fork', '--kill-child', '--mount-proc', 'bash', '-c', script], {
    node: process.execPath,
    program: join(root, 'packages/cli/bin/winkwire.js'),
  });

test.runIf(maySeparate)('a server whose npm shell ended before its start is drained', async () => {
  const orphan = `( until read -r _ _ _ parent _ < /proc/$BASHPID/stat && [ $parent = 1 ]; do :; done
    npm_command=exec exec "$node" "$program" serve ) &`;
  await using winkwire = await runContained(`bash -c '${orphan}'; while sleep 0.1; do :; done`);
  await vi.waitFor(() => expect(winkwire.output()).toContain('SIGTERM: finishing the work'), soon);
});

test.runIf(maySeparate)('a server keeps running if its parent is process 1, which is npm', async () => {
  // npx is process 1, and also the parent of the server, because Bash replaces itself by its only command.
  await using winkwire = await runContained('npm_config_script_shell=bash exec npx winkwire serve');
  await vi.waitFor(() => expect(winkwire.output()).toContain('server started'), soon);
  const npm = readFileSync(`/proc/${winkwire.child.pid}/task/${winkwire.child.pid}/children`, 'utf8').trim();
  const [server] = readFileSync(`/proc/${npm}/task/${npm}/children`, 'utf8').trim().split(' ');
  expect(readFileSync(`/proc/${server}/cmdline`, 'utf8')).toContain('winkwire\0serve');
  process.kill(Number(server), 'SIGINT');
  await winkwire.ended;
  expect(winkwire.output()).toContain('SIGINT: finishing the work in progress.');
});

test.each(commands)('SIGTERM while `%s` is starting is not lost', async (_, command, words) => {
  await using winkwire = await startDocumented(command, words);
  const database = join(winkwire.folder, 'winkwire.sqlite');
  await vi.waitFor(() => expect(existsSync(database)).toBe(true), soon);
  expect(winkwire.output()).not.toMatch(/Ctrl\+C stops it|server started/);
  winkwire.child.kill('SIGTERM');
  await winkwire.ended;
  expect(winkwire.output()).toContain('SIGTERM: finishing the work in progress.');
});
