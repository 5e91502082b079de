import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeTarball } from './make-tarball.ts';
import { packCommand } from './pack-command.ts';
import { packLibrary } from './pack-library.ts';
import { packages, publishedFolder } from './packages.ts';
import { typesOfReceiver, typesOfWidget } from './plain-types.ts';

const names = ['contract', 'receiver', 'widget', 'react', 'cli'];
for (const name of names) {
  rmSync(publishedFolder(name), { recursive: true, force: true });
}
await packLibrary('contract', { everyFile: true });
await packLibrary('receiver', { types: typesOfReceiver, commonJs: true });
await packLibrary('widget', { types: typesOfWidget, sideEffects: false });
await packLibrary('react', { types: typesOfWidget, sideEffects: false, commonJs: true });
await packCommand();

const folder = join(packages, '../dist');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
const tarballs = names.map((name) => makeTarball(name, folder));
console.log(`\nMade ${tarballs.length} packages. Install what you need in your own project:\n`);
for (const tarball of tarballs) console.log(`  npm install ${tarball}`);
console.log();
