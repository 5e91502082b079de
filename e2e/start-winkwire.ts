import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../packages/cli/src/main.ts', import.meta.url));

export interface Winkwire {
  url: string;
  key: string;
  secret: string;
  signInLink: string;
  dataDir: string;
  output(): string;
  /** Stops the process as Ctrl+C does, and deletes its data folder. */
  stop(): Promise<number | null>;
}

/** A separate process on a free port, with a new data folder. */
export async function startWinkwire(flags: string[] = []): Promise<Winkwire> {
  const dataDir = await mkdtemp(join(tmpdir(), 'winkwire-e2e-'));
  const child = spawn(process.execPath, [cli, 'dev', '--port', '0', '--data-dir', dataDir, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // The test runner would make the process print colours, but the tests parse its output.
    env: { ...process.env, FORCE_COLOR: '0' },
  });
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ready = new Promise<void>((resolve, reject) => {
    const onOutput = (chunk: Buffer) => {
      output += chunk;
      if (output.includes('Ctrl+C stops it')) resolve();
    };
    child.stdout.on('data', onOutput);
    child.stderr.on('data', onOutput);
    child.once('exit', (code) => reject(new Error(`winkwire dev ended with code ${code}:\n${output}`)));
  });
  await ready;
  const printed = (name: string) => {
    const match = output.match(new RegExp(`^  ${name} +(\\S+)`, 'm'));
    if (!match) throw new Error(`winkwire dev printed no "${name}":\n${output}`);
    return match[1] as string;
  };
  return {
    url: printed('API').replace(/\/v1$/, ''),
    key: printed('Key'),
    secret: printed('Secret'),
    signInLink: printed('Portal'),
    dataDir,
    output: () => output,
    async stop() {
      child.kill('SIGINT');
      const code = await ended;
      await rm(dataDir, { recursive: true, force: true });
      return code;
    },
  };
}
