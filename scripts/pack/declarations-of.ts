import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packages, tsc } from './packages.ts';

/** Keyed by paths such as `receiver/src/index.d.ts`. */
export type Declarations = Map<string, string>;

const known = new Map<string, Declarations>();

export function declarationsOf(name: string): Declarations {
  const found = known.get(name) ?? emit(name);
  known.set(name, found);
  return found;
}

function emit(name: string): Declarations {
  const folder = mkdtempSync(join(tmpdir(), 'winkwire-types-'));
  try {
    const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rootDir', packages];
    const { status, stdout } = spawnSync(tsc, ['-p', join(packages, name), ...options, '--outDir', folder], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`The types of ${name} could not be made:\n${stdout}`);
    const paths = globSync(`${name}/src/**/*.d.ts`, { cwd: folder });
    return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
