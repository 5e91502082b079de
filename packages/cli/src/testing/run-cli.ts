import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

// The real home folder, where commands keep their state, must stay as it is.
const home = mkdtempSync(join(tmpdir(), 'winkwire-home-'));
process.once('exit', () => rmSync(home, { recursive: true, force: true }));

interface Input {
  input?: string;
  cwd?: string;
}

function start(words: string[], { input, cwd }: Input = {}): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [main, ...words], {
    cwd,
    env: { ...process.env, HOME: home, FORCE_COLOR: '0', NODE_OPTIONS: '' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  const append = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout?.on('data', append);
  child.stderr?.on('data', append);
  child.stdin?.end(input);
  return { child, output: () => output };
}

/** Runs `winkwire WORDS` to its end. `output` contains its standard output and its standard error. */
export async function runCli(
  words: string[],
  input?: Input,
): Promise<{ code: number | null; output: string }> {
  const { child, output } = start(words, input);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output: output() };
}

/** Runs `winkwire WORDS` and closes the stream `closed` at once. `output` is the text of the other stream. */
export async function runUnread(
  words: string[],
  closed: 'stdout' | 'stderr' = 'stdout',
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [main, ...words], {
    env: { ...process.env, HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child[closed].destroy();
  let output = '';
  child[closed === 'stdout' ? 'stderr' : 'stdout'].on('data', (chunk: Buffer) => {
    output += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}

/** Runs `winkwire WORDS` with its output on a full disk. Returns its standard error. */
export function runOnFullDisk(words: string[]): { code: number | null; output: string } {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [main, ...words], {
    env: { ...process.env, HOME: home, FORCE_COLOR: '0', NODE_OPTIONS: '' },
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  closeSync(full);
  return { code: status, output: stderr };
}

/** Runs `winkwire WORDS` with a standard input that cannot be read. */
export function runUnreadable(words: string[]): { code: number | null; output: string } {
  const input = openSync(join(home, 'write-only'), 'w');
  const { status, stderr } = spawnSync(process.execPath, [main, ...words], {
    env: { ...process.env, HOME: home, FORCE_COLOR: '0', NODE_OPTIONS: '' },
    stdio: [input, 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  closeSync(input);
  return { code: status, output: stderr };
}

/** Runs `winkwire WORDS` on a separate terminal, and returns what the terminal shows. */
export const terminalOutput = (words: string[], { cwd }: Pick<Input, 'cwd'>): string =>
  spawnSync('script', ['-qec', [process.execPath, main, ...words].join(' '), '/dev/null'], {
    encoding: 'utf8',
    cwd,
    env: { ...process.env, HOME: home, NODE_OPTIONS: '' },
  }).stdout;

export function follow(
  words: string[],
): Disposable & { lines(): string[]; stop(signal: NodeJS.Signals): Promise<number | null> } {
  const { child, output } = start(words);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    lines: () => output().split('\n').filter(Boolean),
    stop(signal) {
      child.kill(signal);
      return ended;
    },
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  };
}

/** Starts `winkwire dev` with the port and the data folder of `before`, or new ones. */
export async function runDev(before?: { folder: string; url: string }) {
  const folder = before?.folder ?? (await mkdtemp(join(tmpdir(), 'winkwire-cli-')));
  const port = before ? new URL(before.url).port : '0';
  const { child, output } = start(['dev', '--port', port, '--data-dir', folder]);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => output().includes('Ctrl+C stops it') && resolve());
    child.once('close', () => reject(new Error(output())));
  });
  const url = /API +(http\S+)\/v1/.exec(output())?.[1] as string;
  const stop = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return {
    folder,
    url,
    output,
    stop,
    flags: ['--port', new URL(url).port, '--data-dir', folder],
    async [Symbol.asyncDispose]() {
      await stop('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts `winkwire serve` on a free port, with a new data folder or the `given` one, which is not removed. */
export async function runServe(flags: string[], given?: string) {
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'winkwire-cli-')));
  const { child, output } = start(['serve', '--port', '0', '--data-dir', folder, ...flags]);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const listening = /"url":"(http:[^"]+)"/;
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => output().includes('server started') && resolve());
    child.once('close', () => reject(new Error(output())));
  });
  return {
    folder,
    url: listening.exec(output())?.[1] as string,
    output,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
      if (!given) await rm(folder, { recursive: true, force: true });
    },
  };
}
