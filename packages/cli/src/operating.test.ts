import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@winkwire/server/testing/free-port';
import { expect, onTestFinished, test } from 'vitest';

const manual = readFileSync(new URL('../../../docs/operating.md', import.meta.url), 'utf8');
const main = fileURLToPath(new URL('./main.ts', import.meta.url));

test('each command of docs/operating.md works, in the order in which a reader runs them', async () => {
  const commands = [...manual.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block]) => commandsOf(block!));
  expect(commands.length).toBeGreaterThan(10);
  const machine = await prepareMachine();
  for (const command of commands) {
    const { code, output } = await machine.run(command);
    // The host in docs/operating.md does not exist, so `winkwire doctor` finds two faults: in its DNS and its
    // certificate.
    if (command.startsWith('winkwire doctor')) expect(failuresOf(output)).toEqual(['DNS', 'certificate']);
    else expect([command, code, output]).toEqual([command, 0, output]);
  }
});

const failuresOf = (output: string): string[] =>
  [...output.matchAll(/^FAILED +(\S+)/gm)].map(([, name]) => name!);

const commandsOf = (block: string): string[] =>
  block
    .replaceAll(/\\\n\s*/g, '')
    .trim()
    .split('\n');

/** A folder that stands for a new machine, with the programs `winkwire` and `sudo`. */
async function prepareMachine() {
  const folder = mkdtempSync(join(tmpdir(), 'winkwire-operator-'));
  const programs = join(folder, 'programs');
  mkdirSync(programs);
  const program = (name: string, text: string) => {
    writeFileSync(join(programs, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(programs, name), 0o755);
  };
  program('winkwire', `exec '${process.execPath}' '${main}' "$@"`);
  program('sudo', 'exec "$@"');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    PATH: `${programs}:${process.env.PATH}`,
    HOME: folder,
    PORT: String(port),
    // Replaces the host in docs/operating.md, which DNS does not know.
    WINKWIRE_URL: url,
    NODE_OPTIONS: '',
  };
  const servers: AbortController[] = [];
  onTestFinished(() => {
    for (const server of servers) server.abort();
    rmSync(folder, { recursive: true, force: true });
  });
  /** Replaces what differs on this machine: addresses, folders, the day of the archive, and users. */
  const here = (command: string): string =>
    command
      .replace(/(?<=--url )https:\S+/, url)
      .replaceAll(/\/(var\/lib|etc)\/winkwire(?=[ /]|$)/g, (path) => join(folder, path))
      .replaceAll(/winkwire-\d{4}-\d\d-\d\d\.tar\.gz/g, 'winkwire-$(date +%F).tar.gz')
      .replaceAll(/--(owner|group)=winkwire /g, '')
      .replace(join(folder, '/etc/winkwire/winkwire.env'), 'winkwire.env');
  return {
    async run(command: string): Promise<{ code: number | null; output: string }> {
      const isServer = command.startsWith('winkwire serve');
      const server = new AbortController();
      const child = spawn('bash', ['-c', `${isServer ? 'exec ' : ''}${here(command)}`], {
        cwd: folder,
        env: environment,
        ...(isServer ? { signal: server.signal } : {}),
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
      if (!isServer) {
        const [code] = await once(child, 'close');
        return { code, output };
      }
      child.on('error', () => {});
      servers.push(server);
      const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
      while (!hasEnded() && !(await isReady(url))) await new Promise(setImmediate);
      return { code: child.exitCode ?? 0, output };
    },
  };
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
