import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./serve-alone.ts', import.meta.url));

export interface ServerProcess {
  url: string;
  pid: number;
  output(): string;
  /** Kills the process with SIGKILL. Resolves when the process has ended. */
  kill(): Promise<void>;
}

/** Resolves when the server listens. Rejects if the process ends before that. */
export async function startServerProcess(
  dataDir: string,
  { databaseUrl = null }: { databaseUrl?: string | null } = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [script], {
    env: {
      ...process.env,
      WINKWIRE_DATA_DIR: dataDir,
      ...(databaseUrl === null ? {} : { WINKWIRE_DATABASE_URL: databaseUrl }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      output += chunk;
      const [, found] = /listening on (\S+)/.exec(output) ?? [];
      if (found) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(`The server did not start:\n${output}`)));
  });
  return { url, pid: child.pid as number, output: () => output, kill: () => killNow(child) };
}

async function killNow(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
