import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeTarball } from './make-tarball.ts';
import { packCommand } from './pack-command.ts';
import { packLibrary } from './pack-library.ts';
import { packages } from './packages.ts';
import { typesOfReact, typesOfReceiver } from './plain-types.ts';

/*
 * Makes the published packages, each in its `dist/`: JavaScript, declarations and a package.json. In the workspace,
 * the same package names refer to the source. After that, it makes a tarball of each package in `dist/`.
 */
const names = ['contract', 'receiver', 'react', 'cli'];
for (const name of names) {
  rmSync(join(packages, name, 'dist'), { recursive: true, force: true });
}
await packLibrary('contract', { everyFile: true });
await packLibrary('receiver', { types: typesOfReceiver, commonJs: true });
await packLibrary('react', { types: typesOfReact, commonJs: true });
await packCommand();

const folder = join(packages, '../dist');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
const tarballs = names.map((name) => makeTarball(name, folder));
console.log(`\nMade ${tarballs.length} packages. Install what you need in your own project:\n`);
for (const tarball of tarballs) console.log(`  npm install ${tarball}`);
console.log();
