import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { packCommand } from './pack-command.ts';
import { packLibrary } from './pack-library.ts';
import { packages } from './packages.ts';
import { typesOfReact, typesOfReceiver } from './plain-types.ts';

/*
 * Makes what is published, each package in its `dist/`: JavaScript, declarations, and a package.json that names
 * them, while in the workspace the same packages stand for their source.
 *   npm run pack && npm publish packages/receiver/dist
 */
for (const name of ['contract', 'receiver', 'react', 'cli']) {
  rmSync(join(packages, name, 'dist'), { recursive: true, force: true });
}
await packLibrary('contract', { everyFile: true });
await packLibrary('receiver', { types: typesOfReceiver });
await packLibrary('react', { types: typesOfReact });
await packCommand();
