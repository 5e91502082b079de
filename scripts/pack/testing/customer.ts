import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The PATH without the project's own Node, as on a customer's machine. */
export const systemPath = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules') && !folder.includes('node-gyp-bin'))
  .join(delimiter);

export interface Output {
  code: number | null;
  output: string;
}

/** A folder outside the workspace, where the tarballs are installed. */
export class Customer {
  readonly folder = mkdtempSync(join(tmpdir(), 'winkwire-customer-'));

  /** `others` come from the registry. */
  install(tarballs: string[], ...others: string[]): void {
    writeFileSync(join(this.folder, 'package.json'), '{ "private": true, "type": "module" }\n');
    this.#npm('install', '--prefer-offline', '--no-audit', '--no-fund', ...tarballs, ...others);
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  run(command: string, words: string[], path = systemPath): Output {
    const { status, stdout, stderr } = spawnSync(command, words, {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...process.env, PATH: path, NODE_OPTIONS: '' },
    });
    return { code: status, output: stdout + stderr };
  }

  start(command: string, words: string[], environment: Record<string, string>) {
    return spawn(command, words, {
      cwd: this.folder,
      env: { ...process.env, NODE_OPTIONS: '', FORCE_COLOR: '0', ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
      // The process gets its own group, so that a test can end a shell and everything that it has started.
      detached: true,
    });
  }

  #npm(...words: string[]): void {
    const { code, output } = this.run('npm', words, process.env.PATH);
    if (code !== 0) throw new Error(`npm ${words.join(' ')} failed:\n${output}`);
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
