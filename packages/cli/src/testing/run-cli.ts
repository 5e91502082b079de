import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

function start(words: string[], input?: string): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [main, ...words], {
    env: { ...process.env, FORCE_COLOR: '0', NODE_OPTIONS: '' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  const take = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  child.stdin?.end(input);
  return { child, output: () => output };
}

/** Runs `winkwire WORDS` to its end. */
export async function runCli(
  words: string[],
  input?: string,
): Promise<{ code: number | null; output: string }> {
  const { child, output } = start(words, input);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output: output() };
}

/** Runs `winkwire WORDS` to its end for a reader that takes nothing of what it prints. */
export async function runUnread(words: string[]): Promise<{ code: number | null; complaint: string }> {
  const child = spawn(process.execPath, [main, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, complaint };
}

/** `winkwire WORDS`, which goes on until it is disposed of. */
export function follow(words: string[]): Disposable & { lines(): string[] } {
  const { child, output } = start(words);
  return {
    lines: () => output().split('\n').filter(Boolean),
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  };
}

/** `winkwire dev` on a free port and in a folder of its own, or again where it was. */
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
    /** What the other commands need to find this server. */
    flags: ['--port', new URL(url).port, '--data-dir', folder],
    async [Symbol.asyncDispose]() {
      await stop('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** `winkwire serve` on a free port and in a folder of its own, or in the one that is given, which stays. */
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
