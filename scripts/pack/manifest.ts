import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packages } from './packages.ts';

export interface Manifest {
  name: string;
  version: string;
  description: string;
  license: string;
  type: string;
  engines?: Record<string, string>;
  bin?: Record<string, string>;
  exports?: Record<string, unknown>;
  sideEffects?: false;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

export const readManifest = (name: string): Manifest =>
  JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8')) as Manifest;

/** Most fields come from `published`, and the others from the workspace's package.json. */
export function writeManifest(name: string, folder: string, published: Partial<Manifest>): void {
  const { version, description, license, type, engines, ...source } = readManifest(name);
  const manifest = { name: source.name, version, description, license, type, engines, ...published };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
